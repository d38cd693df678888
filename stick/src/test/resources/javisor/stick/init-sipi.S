# INIT and SIPI: a guest that starts, stops and restarts its processors in every way there is, and tells on COM1, a line for each check,
# whether it went as the manual has it; then what a processor finds at its first instruction. The checks of one processor are made of each.
# Follows init-sipi-boot.S, init-sipi-processor.S, init-sipi-modes.S, init-sipi-stores.S, init-sipi-report.S and init-sipi-steps.S;
# init-sipi-late.S, init-sipi-x2apic.S and init-sipi-data.S follow.
.code32

main:
    cmpl    $MARK, BOOT_MARK
    movl    $MARK, BOOT_MARK
    je      booted_again
    movl    $1, %eax
    cpuid
    shrl    $24, %ebx
    andl    $CPUS - 1, %ebx
    movl    %ebx, %ebp
    movl    %ebx, boot_processor
    call    enable_timer
    call    make_pages
    movl    $OTHER_VECTOR << 12, %edi
    call    copy_trampoline
    movl    high_vector, %edi
    shll    $12, %edi
    call    copy_trampoline
    movl    $own_cpuid, %edi
    call    record_cpuid
    call    enable_apic

    check   start-others
    call    start_others
    call    await_last_start
    call    count_processors
    movl    %eax, processors
    movl    entries, %edx
    call    expect
    call    verdict
    line    processors, processor_fields

    check   park
    each_target park_target
    call    verdict
    each_target checks_of_one

    check   restart-others
    movl    $loop_masked, mode
    call    start_others
    each_target expect_start_and_running
    call    verdict

    # SIPI to the one that sends it, and all to a processor that is not there
    check   sipi-itself
    send_it STARTUP + LOW_VECTOR, %ebp
    each_target expect_no_start
    each_target expect_running
    call    verdict
    call    register_checks
    check   nobody
    movl    $CPUS - 1, target
    call    init_target
    call    sipi_target
    each_target expect_no_start
    each_target expect_running
    call    verdict

    call    interrupts
    call    sends_at_once
    jmp     boot_processor_init

    # Other registers of the APIC, in the same page, by other instructions
    .macro  register_check name, wanted, instruction:vararg
    check   register-\name
    movl    $0x25, APIC + 0x80
    movl    $APIC, %ebx
    movl    $0x21, %eax
    \instruction
    movl    APIC + 0x80, %eax
    movl    $\wanted, %edx
    call    expect
    movl    $0, APIC + 0x80
    call    verdict
    .endm
register_checks:
    register_check  or, 0x75, orl $0x50, APIC + 0x80
    register_check  and, 0x21, andl %eax, 0x80(%ebx)
    register_check  add, 0x46, addl %eax, APIC + 0x80
    register_check  inc, 0x26, incl 0x80(%ebx)
    register_check  xchg, 0x21, xchgl %eax, 0x80(%ebx)
    register_check  bts, 0xA5, btsl $7, APIC + 0x80
    ret

booted_again:
    check   booted-again
    xorl    %eax, %eax
    movl    $1, %edx
    call    expect
    call    verdict
    jmp     power_off

checks_of_one:
    call    check_start
    call    check_stops
    call    check_restarts
    call    check_stores
    check   park
    call    park_target
    jmp     verdict

check_start:
    movl    $loop_masked, mode
    check   start
    call    init_target
    call    pause_10_ms
    call    sipi_target
    call    expect_start_and_running
    call    expect_vector
    call    verdict
    line    state, state_fields
    line    apic, apic_fields

    check   command-reads
    movl    APIC + 0x300, %eax
    movl    $STARTUP + LOW_VECTOR, %edx
    call    expect
    movl    target, %edx
    shll    $24, %edx
    movl    APIC + 0x310, %eax
    call    expect
    call    verdict

    check   second-sipi
    movl    $OTHER_VECTOR, vector
    call    sipi_target
    call    expect_no_start
    call    expect_running
    call    verdict

    check   cpuid
    call    expect_same_cpuid
    call    verdict
    call    print_vendor

    check   signature
    movl    r_edx, %eax
    movl    r_signature, %edx
    call    expect
    call    verdict

    check   other-vector
    call    start_target
    call    expect_vector
    call    verdict

    check   high-vector
    movl    high_vector, %eax
    movl    %eax, vector
    call    start_target
    call    expect_vector
    call    verdict
    movl    $LOW_VECTOR, vector

    check   deassert-running
    call    deassert_target
    call    expect_no_start
    call    expect_running
    call    verdict

    check   sipi-running
    call    sipi_target
    call    expect_no_start
    call    expect_running
    call    verdict

    check   init-twice
    call    init_target
    call    init_target
    call    expect_stopped
    call    sipi_target
    call    expect_start_and_running
    call    verdict
    ret

    # INIT to a processor in a state that it must not keep.
    .macro  stop name, what, running
    check   stop-\name
    movl    $1, spoil
    movl    $\what, mode
    call    start_target
    call    \running
    movl    $0, spoil
    movl    $loop_masked, mode
    movl    $0x4000 + PENDING, %eax
    call    send_to_target
    call    init_target
    call    expect_stopped
    call    sipi_target
    call    expect_start_and_running
    call    expect_vector
    call    expect_same_cpuid
    call    verdict
    line    state-\name, state_fields
    line    apic-\name, apic_fields
    .endm
check_stops:
    stop    masked, loop_masked, expect_running
    stop    halted, halt_masked, expect_to_go_on
    stop    real-mode, loop_in_real_mode, expect_running
    stop    paging, loop_in_pages, expect_running
    stop    long-mode, loop_in_long_mode, expect_running

    check   init-itself
    movl    $init_itself, mode
    call    start_target
    movl    $loop_masked, mode
    call    expect_to_go_on
    call    expect_stopped
    call    sipi_target
    call    expect_start_and_running
    call    verdict
    ret

expect_to_go_on:
    movl    $1, go
    movl    $1, %edx
expect_phase:
    movl    target, %esi
    leal    phase(, %esi, 4), %esi
    jmp     expect_soon

check_restarts:
    movl    $loop_masked, mode
    check   restarts-slow
    movl    $20, %edi
1:  call    init_target
    call    pause_10_ms
    call    sipi_target
    call    pause_10_ms
    call    sipi_target
    call    expect_start_and_running
    decl    %edi
    jnz     1b
    call    verdict

    # As Linux does it for processors that need no pause.
    check   restarts-quick
    movl    $20, %edi
1:  call    init_target
    call    sipi_target
    call    pause_10_microseconds
    call    sipi_target
    call    expect_start_and_running
    decl    %edi
    jnz     1b
    call    verdict

    check   restarts-at-once
    movl    $20, %edi
1:  call    init_target
    call    sipi_target
    call    sipi_target
    call    expect_start_and_running
    cmpl    $0, failed_step
    jne     2f
    decl    %edi
    jnz     1b
2:  call    verdict
    jmp     start_target

    .macro  stored way
    check   store-\way
    movl    $store_by_\way, store
    call    start_target
    call    verdict
    .endm
check_stores:
    stored  mov_absolute
    stored  mov_register
    stored  mov_index
    stored  mov_segment
    stored  mov_immediate
    stored  mov_16
    stored  mov_64
    stored  mov_64_absolute
    stored  mov_64_mapped
    stored  mov_over_pages
    stored  xchg
    stored  xchg_64
    stored  movnti
    stored  stos
    stored  movs
    stored  pop
    movl    $store_by_mov_absolute, store
    ret
