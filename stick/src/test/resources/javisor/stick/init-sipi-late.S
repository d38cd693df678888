# The part of init-sipi.S that comes after INIT and SIPI to one processor: interrupts, several senders, the boot processor.

interrupts:
    movl    $-1, dfr
    call    start_for_interrupts
    each_target check_interrupts_flat
    call    check_shorthands
    check   lowest-priority-of-all
    call    take
    movl    $LOGICAL + LOWEST, %eax
    movl    $0xFF, %edx
    call    send
    call    expect_one_more
    call    verdict
    each_target check_logical_init_flat
    movl    $0x0FFFFFFF, dfr
    call    start_for_interrupts
    each_target check_interrupts_cluster
    each_target check_logical_init_cluster
    movl    $-1, dfr
    cli
    jmp     enable_apic

start_for_interrupts:
    call    enable_apic
    movl    $halt_for_interrupts, mode
    sti
    check   start-for-interrupts
    each_target start_target
    movl    $1, go
    call    pause_10_ms
    jmp     verdict

expect_one_more:
    movl    $10, %ecx
    call    pause_ecx
    call    sum_taken
    movl    $1, %edx
    jmp     expect

    .macro  interrupt_checks mode
    check   fixed-logical-\mode
    call    take
    send_logical FIXED
    taken_by_target ipis
    call    expect_one_more
    call    verdict
    .endm
    .macro  lowest_priority mode
    check   lowest-priority-\mode
    call    take
    send_logical LOWEST
    taken_by_target ipis
    call    expect_one_more
    call    verdict
    .endm
check_fixed:
    check   fixed
    call    take
    send_it FIXED, target
    taken_by_target ipis
    call    expect_one_more
    call    verdict

    check   nmi
    call    take
    send_it NMI, target
    taken_by_target nmis
    call    verdict
    ret
check_interrupts_flat:
    call    check_fixed
    interrupt_checks flat
    lowest_priority flat
    ret
check_interrupts_cluster:
    interrupt_checks cluster
    lowest_priority cluster
    ret

    # INIT leaves a processor without a logical name, so SIPI by the old one reaches nobody. With x2APIC it keeps it.
    .macro  logical_init mode
    check   init-logical-\mode
    call    start_target
    send_logical ASSERT
    send_logical DEASSERT
    call    expect_stopped
    movl    target, %edx
    movl    logical(, %edx, 4), %edx
    movl    $LOGICAL + STARTUP + LOW_VECTOR, %eax
    call    send
    call    expect_no_start
    call    sipi_target
    call    expect_start_and_running
    call    verdict
    movl    $1, go
    .endm
check_logical_init_flat:
    logical_init flat
    ret
check_logical_init_cluster:
    logical_init cluster
    ret

check_shorthands:
    check   fixed-others
    call    take
    send_it OTHERS + FIXED, $0
    taken_by_others ipis, 1
    taken_by_self ipis, 0
    call    verdict

    check   fixed-all
    call    take
    send_it ALL + FIXED, $0
    taken_by_others ipis, 1
    taken_by_self ipis, 1
    call    verdict

    check   fixed-self
    call    take
    send_it SELF + FIXED, $0
    taken_by_self ipis, 1
    taken_by_others ipis, 0
    call    verdict

    check   fixed-broadcast
    call    take
    send_it FIXED, $-1
    taken_by_others ipis, 1
    taken_by_self ipis, 1
    call    verdict

    check   nmi-others
    call    take
    send_it OTHERS + NMI, $0
    taken_by_others nmis, 1
    taken_by_self nmis, 0
    call    verdict

    check   nmi-itself
    call    take
    send_it NMI, %ebp
    taken_by_self nmis, 1
    taken_by_others nmis, 0
    jmp     verdict

sends_at_once:
    check   interrupts-at-once
    call    first_target
    movl    $send_many, mode
    call    start_target
    movl    $0, ipis(, %ebp, 4)
    call    take
    sti
    movl    $1, go
    movl    target, %esi
    movl    ipis(, %esi, 4), %edi
    leal    MANY(%edi), %ebx
1:  movl    %esi, %edx
    movl    $FIXED, %eax
    call    send
    incl    %edi
    movl    $100000000, %ecx
2:  cmpl    %edi, ipis(, %esi, 4)
    je      3f
    pause
    loop    2b
    jmp     4f
3:  cmpl    %edi, %ebx
    jne     1b
4:  taken_by_target ipis, MANY
    movl    $2, %edx
    call    expect_phase
    taken_by_self ipis, MANY
    cli
    movl    $-1, target
    call    verdict

    # One processor starts another while this one starts a third.
    cmpl    $3, processors
    jb      5f
    check   starts-at-once
    call    first_target
    pushl   target
    movl    $start_another, mode
    call    start_target
    movl    $loop_masked, mode
    call    next_target
    movl    target, %eax
    movl    %eax, victim
    addl    $20, before(, %eax, 4)
    call    next_target
    movl    $1, go
    movl    $20, %edi
6:  call    init_target
    call    sipi_target
    call    pause_10_microseconds
    call    sipi_target
    call    expect_start_and_running
    decl    %edi
    jnz     6b
    popl    target
    movl    $2, %edx
    call    expect_phase
    movl    victim, %ebx
    decl    before(, %ebx, 4)
    call    expect_start_of_ebx
    movl    $-1, target
    call    verdict
5:  ret

boot_processor_init:
    check   init-boot-processor
    movl    $loop_masked, mode
    each_target start_target
    call    prepare_restart
    movl    $1f, continue
    movl    %ebp, %edx
    movl    $0x4500, %eax
    call    send
    movl    $200, %ecx
    call    pause_ecx
1:  movl    $1, %edx
    call    after_restart
    call    verdict

    check   init-boot-processor-by-other
    call    first_target
    movl    $init_boot_processor, mode
    call    start_target
    call    prepare_restart
    movl    $1f, continue
    movl    $1, go
    movl    $200, %ecx
    call    pause_ecx
1:  movl    $2, %edx
    call    after_restart
    movl    $-1, target
    call    verdict
    jmp     x2apic_checks

    # EDX is how often the boot processor has come back from the BIOS. The others have not noticed.
after_restart:
    movl    boot_processor, %ebp
    movl    APIC + 0xF0, %eax
    movl    %eax, r_svr
    movl    restarts, %eax
    call    expect
    movl    $0x1B, %ecx
    rdmsr
    andl    $0xFFF, %eax
    movl    $0x900, %edx
    call    expect
    movl    $r_cpuid, %edi
    call    record_cpuid
    call    expect_same_cpuid
    call    enable_timer
    call    enable_apic
    each_target expect_no_start
    each_target expect_running
    line    boot-processor, restart_fields
    ret
