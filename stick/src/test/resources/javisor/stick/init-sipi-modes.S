# The third part of init-sipi.S: the processors that take and send interrupts.

halt_for_interrupts:
    call    enable_apic
    call    await_go
    sti
1:  hlt
    jmp     1b

    # `MANY` interrupts to the boot processor, each after the last has arrived.
send_many:
    call    enable_apic
    sti
    call    await_go
    movl    boot_processor, %esi
    xorl    %edi, %edi
2:  movl    %esi, %edx
    movl    $FIXED, %eax
    call    send
    incl    %edi
    movl    $100000000, %ecx
3:  cmpl    %edi, ipis(, %esi, 4)
    je      4f
    pause
    loop    3b
    jmp     loop
4:  cmpl    $MANY, %edi
    jne     2b
    movl    $2, phase(, %ebp, 4)
    jmp     loop

    # Starts the processor `victim` twenty times.
start_another:
    call    enable_apic
    call    await_go
    movl    $20, %ebx
2:  movl    victim, %esi
    movl    starts(, %esi, 4), %edi
    movl    %esi, %edx
    movl    $ASSERT, %eax
    call    send
    movl    %esi, %edx
    movl    $DEASSERT, %eax
    call    send
    movl    %esi, %edx
    movl    $STARTUP + LOW_VECTOR, %eax
    call    send
    call    pause_10_microseconds
    movl    %esi, %edx
    movl    $STARTUP + LOW_VECTOR, %eax
    call    send
    movl    $100000000, %ecx
3:  cmpl    %edi, starts(, %esi, 4)
    jne     4f
    pause
    loop    3b
    jmp     loop
4:  movl    alive(, %esi, 4), %edi
    addl    $2, %edi
5:  cmpl    %edi, alive(, %esi, 4)
    js      5b
    decl    %ebx
    jnz     2b
    movl    $2, phase(, %ebp, 4)
    jmp     loop

init_itself:
    call    enable_apic
    call    await_go
    movl    $1, phase(, %ebp, 4)
    movl    %ebp, %edx
    movl    $0x4500, %eax
    call    send
    jmp     loop

init_boot_processor:
    call    enable_apic
    call    await_go
    movl    boot_processor, %edx
    movl    $0x4500, %eax
    call    send
    jmp     loop

    # Software-enables the local APIC of the processor EBP and gives it its logical name by `dfr`: a bit of its own, or one of two bits
    # in one of the clusters.
enable_apic:
    cmpb    $0, x2apic
    jne     3f
    movl    %ebp, %ecx
    movl    $1, %eax
    cmpl    $-1, dfr
    je      1f
    andb    $1, %cl
1:  shll    %cl, %eax
    cmpl    $-1, dfr
    je      2f
    movl    %ebp, %ecx
    shrl    $1, %ecx
    shll    $4, %ecx
    orl     %ecx, %eax
2:  movl    %eax, logical(, %ebp, 4)
    shll    $24, %eax
    movl    dfr, %ecx
    movl    %ecx, APIC + 0xE0
    movl    %eax, APIC + 0xD0
    movl    $0x100 + SPURIOUS, APIC + 0xF0
    movl    $0, APIC + 0x80
    ret
3:  movl    $0x80D, %ecx
    rdmsr
    movl    %eax, logical(, %ebp, 4)
    movl    $0x80F, %ecx
    movl    $0x100 + SPURIOUS, %eax
    xorl    %edx, %edx
    wrmsr
    ret

    # Sends the interrupt EAX to EDX. Keeps EBX, ESI, EDI.
send:
    cmpb    $0, x2apic
    jne     1f
    shll    $24, %edx
    movl    %edx, APIC + 0x310
    call    *store
    movl    $100000, %ecx
0:  testl   $0x1000, APIC + 0x300
    loopnz  0b
    ret
1:  movl    $0x830, %ecx
    wrmsr
    ret
