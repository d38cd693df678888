# The fifth part of init-sipi.S: waiting with a bound, verdicts, lines on COM1.

    .macro  check name
    movl    $name\@, title
    jmp     begun\@
name\@:
    .asciz  "\name"
begun\@:
    movl    $0, step
    movl    $0, failed_step
    .endm
    # A line of what it says at `text`, then the fields.
    .macro  line text, fields
    movl    $text\@, %esi
    jmp     told\@
text\@:
    .asciz  "\text"
told\@:
    movl    $\fields, %edi
    call    print_fields
    .endm

    # 10 ms of the PIT's second timer, whose output is bit 5 of port 61h.
start_timer:
    movb    $0xB0, %al
    outb    %al, $0x43
    movb    $11932 & 0xFF, %al
    outb    %al, $0x42
    movb    $11932 >> 8, %al
    outb    %al, $0x42
    ret
enable_timer:
    inb     $0x61, %al
    andb    $0xFC, %al
    orb     $1, %al
    outb    %al, $0x61
    ret
pause_10_ms:
    movl    $1, %ecx
    # ECX times that. Keeps all but EAX and ECX.
pause_ecx:
    call    start_timer
1:  pause
    inb     $0x61, %al
    testb   $0x20, %al
    jz      1b
    loop    pause_ecx
    ret
    # The bus is slow.
pause_10_microseconds:
    movl    $100, %ecx
1:  inb     $0x61, %al
    loop    1b
    ret

    # Waits 2 s at most until the doubleword at ESI is EDX, and demands it.
expect_soon:
    movl    $200, %ecx
1:  call    start_timer
2:  cmpl    %edx, (%esi)
    je      3f
    pause
    inb     $0x61, %al
    testb   $0x20, %al
    jz      2b
    loop    1b
3:  movl    (%esi), %eax
    # Demands that EAX is EDX.
expect:
    incl    step
    cmpl    %edx, %eax
    je      1f
    cmpl    $0, failed_step
    jne     1f
    movl    %eax, failed_got
    movl    %edx, failed_wanted
    movl    step, %eax
    movl    %eax, failed_step
1:  ret

    # The processor `target` has started once more than before.
expect_start:
    movl    target, %ebx
expect_start_of_ebx:
    incl    before(, %ebx, 4)
    movl    before(, %ebx, 4), %edx
    leal    starts(, %ebx, 4), %esi
    call    expect_soon
    # Goes on from what is, so that one failure is one failure.
    movl    (%esi), %eax
    movl    %eax, before(, %ebx, 4)
    ret
expect_no_start:
    movl    $2, %ecx
    call    pause_ecx
    movl    target, %ebx
    movl    starts(, %ebx, 4), %eax
    movl    before(, %ebx, 4), %edx
    jmp     expect
    # Its counter moves twice: a processor that does so has taken what was sent to it before.
expect_running:
    movl    target, %ebx
    leal    alive(, %ebx, 4), %esi
    call    expect_move
expect_move:
    movl    (%esi), %ebx
    movl    $200, %ecx
1:  call    start_timer
2:  movl    (%esi), %edx
    cmpl    %edx, %ebx
    jne     3f
    pause
    inb     $0x61, %al
    testb   $0x20, %al
    jz      2b
    loop    1b
3:  xorl    %eax, %eax
    cmpl    %edx, %ebx
    setne   %al
    movl    $1, %edx
    jmp     expect
    # Its counter stands still, and it has not started either.
expect_stopped:
    movl    $2, %ecx
    call    pause_ecx
    movl    target, %ebx
    movl    alive(, %ebx, 4), %edx
    movl    $2, %ecx
    call    pause_ecx
    movl    alive(, %ebx, 4), %eax
    subl    %edx, %eax
    xorl    %edx, %edx
    call    expect
    movl    starts(, %ebx, 4), %eax
    movl    before(, %ebx, 4), %edx
    jmp     expect
verdict:
    incl    checks
    movl    $text_ok, %esi
    cmpl    $0, failed_step
    je      1f
    incl    failures
    movl    $text_failed, %esi
1:  call    print
    movl    title, %esi
    call    print
    call    print_target
    cmpl    $0, failed_step
    je      print_line_end
    movl    $failure_fields, %edi
    jmp     print_values
print_target:
    cmpl    $-1, target
    je      1f
    movb    $' ', %al
    call    put
    movb    target, %al
    addb    $'0', %al
    call    put
1:  ret
print_vendor:
    movl    r_cpuid + 4, %eax
    movl    %eax, vendor_name
    movl    r_cpuid + 12, %eax
    movl    %eax, vendor_name + 4
    movl    r_cpuid + 8, %eax
    movl    %eax, vendor_name + 8
    movl    $text_vendor, %esi
    call    print
    call    print_target
    movl    $vendor_field, %esi
    call    print
    jmp     print_line_end
    # The text at ESI, then the values of the fields at EDI.
print_fields:
    call    print
    call    print_target
print_values:
    movl    (%edi), %ebx
    testl   %ebx, %ebx
    jz      print_line_end
    leal    4(%edi), %esi
    call    print
    movl    (%ebx), %ebx
    call    print_number
    addl    $4, %edi
    xorl    %eax, %eax
    movl    $-1, %ecx
    repne scasb
    jmp     print_values
print_line_end:
    movl    $line_end, %esi
print:
    lodsb
    testb   %al, %al
    jz      0f
    call    put
    jmp     print
0:  ret
print_number:
    movl    $8, %ecx
0:  roll    $4, %ebx
    movb    %bl, %al
    andb    $15, %al
    cmpb    $10, %al
    sbbb    $0x69, %al
    das
    call    put
    loop    0b
    ret
put:
    pushl   %eax
    pushl   %edx
    movw    $0x3FD, %dx
0:  inb     %dx, %al
    testb   $0x20, %al
    jz      0b
    movb    4(%esp), %al
    movw    $0x3F8, %dx
    outb    %al, %dx
    popl    %edx
    popl    %eax
    ret
power_off:
    movl    $0, BOOT_MARK
    line    done, summary_fields
    # The transmitter is empty.
    movw    $0x3FD, %dx
0:  inb     %dx, %al
    testb   $0x40, %al
    jz      0b
    movw    $0x2000, %ax
    movw    $0x604, %dx
    outw    %ax, %dx
    movw    $0xB004, %dx
    outw    %ax, %dx
    cli
0:  hlt
    jmp     0b

    # An interrupt or NMI is counted for the processor EBP; an exception ends the run.
interrupt:
    lock incl ipis(, %ebp, 4)
end_of_interrupt:
    cmpb    $0, x2apic
    jne     1f
    movl    $0, APIC + 0xB0
    iret
1:  pushl   %eax
    pushl   %ecx
    pushl   %edx
    xorl    %eax, %eax
    xorl    %edx, %edx
    movl    $0x80B, %ecx
    wrmsr
    popl    %edx
    popl    %ecx
    popl    %eax
    iret
spurious:
    iret
nmi:
    lock incl nmis(, %ebp, 4)
    iret
    .irp    vector, 0, 1, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19
exception\vector:
    movl    $\vector, x_vector
    jmp     exception
    .endr
exception:
    cli
    popl    x_first
    popl    x_second
    movl    %ebp, x_processor
    line    EXCEPTION, exception_fields
    incl    failures
    jmp     power_off
