# The part of init-sipi.S for processors with x2APIC, where the interrupt command register is an MSR.

x2apic_checks:
    movl    $1, %eax
    cpuid
    testl   $1 << 21, %ecx
    jz      power_off
    call    enter_x2apic
    movl    $1, x2apic
    call    enable_apic
    movl    $loop_masked, mode
    each_target check_x2apic
    call    start_for_interrupts
    each_target check_x2apic_interrupts
    call    check_shorthands

    check   x2apic-self
    call    take
    movl    $0x83F, %ecx
    movl    $IPI, %eax
    xorl    %edx, %edx
    wrmsr
    taken_by_self ipis, 1
    call    verdict

    movl    $loop_masked, mode
    check   x2apic-restart-others
    call    start_others
    each_target expect_start_and_running
    call    verdict
    jmp     power_off

check_x2apic:
    check   x2apic-start
    call    start_target
    call    verdict
    check   x2apic-restart
    call    start_target
    call    expect_same_cpuid
    call    verdict
    line    state-x2apic, state_fields
    ret
check_x2apic_interrupts:
    call    check_fixed
    interrupt_checks x2apic
    check   x2apic-init-logical
    call    start_target
    send_logical ASSERT
    send_logical DEASSERT
    call    expect_stopped
    movl    target, %edx
    movl    logical(, %edx, 4), %edx
    movl    $LOGICAL + STARTUP + LOW_VECTOR, %eax
    call    send
    call    expect_start_and_running
    call    verdict
    # Not each emulator keeps the name.
    call    start_target
    movl    $1, go
    ret
