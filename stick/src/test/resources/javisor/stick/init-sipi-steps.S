# The sixth part of init-sipi.S: what the checks are made of. EBP is the boot processor's number.

    # The next of the other processors goes to `target`; the zero flag tells that there is none.
first_target:
    movl    $-1, target
next_target:
    incl    target
    movl    target, %ebx
    cmpl    $CPUS, %ebx
    je      1f
    cmpl    $0, starts(, %ebx, 4)
    je      next_target
    ret
1:  movl    $-1, target
    ret

    .macro  each_target action
    call    first_target
1:  jz      2f
    call    \action
    call    next_target
    jmp     1b
2:
    .endm

    # To the processor `target`
send_to_target:
    movl    target, %edx
    jmp     send
init_target:
    movl    $ASSERT, %eax
    call    send_to_target
deassert_target:
    movl    $DEASSERT, %eax
    jmp     send_to_target
sipi_target:
    movl    vector, %eax
    orl     $STARTUP, %eax
    jmp     send_to_target

    # As every operating system does it. What waits for `go` waits.
start_target:
    movl    $0, go
    call    init_target
    call    pause_10_ms
    call    sipi_target
    call    pause_10_microseconds
    call    sipi_target
expect_start_and_running:
    call    expect_start
    jmp     expect_running

    # A processor whose turn is over halts, so that it takes no time from the emulator's.
park_target:
    movl    $halt_masked, mode
    call    start_target
    jmp     expect_to_go_on

start_others:
    movl    $OTHERS + ASSERT, %eax
    xorl    %edx, %edx
    call    send
    movl    $OTHERS + DEASSERT, %eax
    xorl    %edx, %edx
    call    send
    call    pause_10_ms
    call    sipi_others
    call    pause_10_microseconds
sipi_others:
    movl    $OTHERS + STARTUP + LOW_VECTOR, %eax
    xorl    %edx, %edx
    jmp     send

    # Waits until there has been no start for 100 ms.
await_last_start:
    movl    entries, %ebx
    movl    $10, %ecx
    call    pause_ecx
    cmpl    entries, %ebx
    jne     await_last_start
    ret

    # EAX is added up over `starts`.
count_processors:
    xorl    %ebx, %ebx
    xorl    %eax, %eax
1:  movl    starts(, %ebx, 4), %ecx
    movl    %ecx, before(, %ebx, 4)
    cmpl    $1, %ecx
    sbbl    $-1, %eax
    incl    %ebx
    cmpl    $CPUS, %ebx
    jne     1b
    ret

expect_vector:
    movl    r_cs, %eax
    movl    vector, %edx
    shll    $8, %edx
    call    expect
    movl    r_ip, %eax
    xorl    %edx, %edx
    jmp     expect
expect_same_cpuid:
    xorl    %ebx, %ebx
1:  movl    r_cpuid(, %ebx, 4), %eax
    movl    own_cpuid(, %ebx, 4), %edx
    call    expect
    incl    %ebx
    cmpl    $(own_cpuid - r_cpuid) / 4, %ebx
    jne     1b
    ret

    # Interrupts and NMIs taken from now on are counted.
take:
    pushl   %esi
    pushl   %edi
    pushl   %ecx
    movl    $ipis, %esi
    movl    $taken, %edi
    movl    $2 * CPUS, %ecx
    rep movsl
    popl    %ecx
    popl    %edi
    popl    %esi
    ret
    # The processor EBX has taken EDX more of those counted at ESI, `ipis` or `nmis`, and stays there.
expect_taken:
    addl    taken - ipis(%esi, %ebx, 4), %edx
    leal    (%esi, %ebx, 4), %esi
    call    expect_soon
    call    pause_10_ms
    movl    (%esi), %eax
    jmp     expect
    .macro  taken_by_target array, count=1
    movl    target, %ebx
    movl    $\array, %esi
    movl    $\count, %edx
    call    expect_taken
    .endm
    .macro  taken_by_self array, count
    movl    %ebp, %ebx
    movl    $\array, %esi
    movl    $\count, %edx
    call    expect_taken
    .endm
    # Each of the others has taken ECX more.
others_have_taken:
    xorl    %ebx, %ebx
1:  cmpl    $0, starts(, %ebx, 4)
    je      2f
    pushl   %esi
    pushl   %ecx
    movl    %ecx, %edx
    call    expect_taken
    popl    %ecx
    popl    %esi
2:  incl    %ebx
    cmpl    $CPUS, %ebx
    jne     1b
    ret
    .macro  taken_by_others array, count
    movl    $\array, %esi
    movl    $\count, %ecx
    call    others_have_taken
    .endm
    # How many interrupts have been taken since, by all, goes to EAX.
sum_taken:
    xorl    %eax, %eax
    xorl    %ebx, %ebx
1:  addl    ipis(, %ebx, 4), %eax
    subl    taken(, %ebx, 4), %eax
    incl    %ebx
    cmpl    $CPUS, %ebx
    jne     1b
    ret

    .macro  send_it command, destination
    movl    \destination, %edx
    movl    $\command, %eax
    call    send
    .endm
    .macro  send_logical command
    movl    target, %edx
    movl    logical(, %edx, 4), %edx
    movl    $LOGICAL + \command, %eax
    call    send
    .endm

    # Where the BIOS goes after INIT to the boot processor: the shutdown code, and 0040:0067.
prepare_restart:
    movb    $0x8F, %al
    outb    %al, $0x70
    movb    $0x0A, %al
    outb    %al, $0x71
    movb    $0x0D, %al
    outb    %al, $0x70
    inb     $0x71, %al
    movl    $restarted, 0x467
    ret

make_pages:
    xorl    %eax, %eax
    movl    $PAGES, %edi
    movl    $(PAGE_B - PAGES) / 4, %ecx
    rep stosl
    movl    $0x83, %eax
    movl    $PAGES, %edi
1:  stosl
    addl    $0x400000, %eax
    jnc     1b
    movl    $SMALL_PAGES + 3, PAGES + 0x400
    movl    $PAGE_A + 3, SMALL_PAGES
    movl    $PAGE_B + 3, SMALL_PAGES + 4
    movl    $PAGES64 + 0x1003, PAGES64
    movl    $PAGES64 + 0x2003, PAGES64 + 0x1008
    movl    $PAGES64 + 0x3003, PAGES64 + 0x1020
    movl    $PAGES64 + 0x2003, PAGES64 + 0x1000
    movl    $PAGES64 + 0x3003, PAGES64 + 0x1018
    movl    $PAGES64 + 0x2000, %edi
    movl    $0x83, %eax
    movl    $512, %ecx
    call    2f
    movl    $0xC0000083, %eax
    movl    $512, %ecx
2:  movl    %eax, (%edi)
    addl    $0x200000, %eax
    addl    $8, %edi
    loop    2b
    ret

    # The page that processors start at, at EDI.
copy_trampoline:
    movl    $trampoline, %esi
    movl    $(trampoline_end - trampoline + 3) / 4, %ecx
    rep movsl
    ret
