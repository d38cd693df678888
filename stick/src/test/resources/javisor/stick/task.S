# Hardware task switches: a guest that makes one of each kind and tells on COM1, a line for each, what the new task found and what the
# old one found afterwards. Follows task-tables.S, task-observe.S and task-report.S; task-devices.S follows.
.code32
    .macro  begin name
    movl    $1f, title
    jmp     2f
1:  .asciz  "\name"
2:  call    prepare
    .endm
    .macro  attempt instruction:vararg
    movl    $9f, resume
    call    load_pattern
    \instruction
9:  call    finish
    .endm
    .macro  task_gate vector, tss
    movl    $\tss << 16, idt + \vector * 8
    movl    $0x8500, idt + \vector * 8 + 4
    .endm
    .macro  task_gates_for_faults
    task_gate 10, TSS_F
    task_gate 11, TSS_F
    task_gate 12, TSS_F
    task_gate 13, TSS_F
    .endm
    .macro  interrupt_gate vector
    movw    $vector\vector, idt + \vector * 8
    movw    $CODE, idt + \vector * 8 + 2
    movl    $0x8E00, idt + \vector * 8 + 4
    .endm
    .macro  load_absent
    movw    $ABSENT_DATA, %ax
    movw    %ax, %fs
    .endm
    .macro  wait_for_interrupt
    sti
    hlt
    cli
    .endm
    .macro  send_nmi
    movl    $0x4400, APIC + 0x300
    movl    $1000000, %ecx
0:  cmpl    $2, r_seen
    loopne  0b
    movl    $0xE0000002, %ecx
    .endm
    .macro  return_nested
    pushl   $NT
    popfl
    iret
    .endm
    # A task that faults while it is loaded: \value in the TSS's \field; the fault goes to the task F.
    .macro  refused name, field, value
    begin   \name
    movl    $\value, T + \field
    attempt lcall $TSS_T, $0
    .endm

protected:
    movw    $DATA, %ax
    movw    %ax, %ds
    movw    %ax, %es
    movw    %ax, %ss
    movl    $STACK_M, %esp
    movw    $TSS_M, %ax
    ltr     %ax

    task_gates_for_faults
    begin   jmp
    movl    $jump_back, then
    attempt ljmp $TSS_T, $0

    begin   call
    attempt lcall $TSS_T, $0

    begin   call-gate
    attempt lcall $GATE_T, $0

    begin   jmp-gate
    movl    $jump_back, then
    attempt ljmp $GATE_T, $0

    begin   int
    attempt int $0x41

    task_gate 3, TSS_T
    begin   int3
    attempt int3
    interrupt_gate 3

    begin   nested
    movl    $call_u, then
    attempt lcall $TSS_T, $0

    begin   call16
    attempt lcall $TSS_S, $0

    begin   jmp16
    movl    $jump_back, then
    attempt ljmp $TSS_S, $0

    begin   nested16
    movl    $call_t, then
    attempt lcall $TSS_S, $0

    begin   user
    movl    $USER_CODE, T + CS
    movl    $USER_DATA, T + SS
    movl    $USER_DATA, T + DS
    movl    $0x18, T + FS
    attempt lcall $TSS_T, $0

    begin   conforming
    movl    $CONFORMING+3, T + CS
    movl    $USER_DATA, T + SS
    movl    $USER_DATA, T + DS
    movl    $0, T + FS
    attempt lcall $TSS_T, $0

    begin   virtual-8086
    movl    $0x23002, T + EFLAGS
    movl    $0x0700, T + CS
    movl    $virtual_8086 - 0x7000, T + EIP
    movl    $0x0D00, T + SS
    movl    $0x200, T + ESP
    movl    $0x1234, T + DS
    movl    $0x2345, T + ES
    movl    $0x3456, T + FS
    movl    $0x4567, T + GS
    attempt lcall $TSS_T, $0

    begin   ldt
    movl    $LDT, T + LDTR
    movl    $LOCAL_DATA, T + DS
    attempt lcall $TSS_T, $0

    begin   flags-reserved
    movl    $0xFFFC8CFF, T + EFLAGS
    attempt lcall $TSS_T, $0

    begin   debug-registers
    movl    $0x7FF, %eax
    movl    %eax, %dr7
    attempt lcall $TSS_T, $0
    movl    $0x400, %eax
    movl    %eax, %dr7

    begin   trap-flag
    movl    $1, T + TRAP
    attempt lcall $TSS_T, $0

    begin   single-step
    orl     $0x100, T + EFLAGS
    attempt lcall $TSS_T, $0

    # Events
    task_gate 11, TSS_T
    begin   exception
    movl    $return_resumed, then
    attempt load_absent

    task_gate 11, TSS_S
    begin   exception16
    movl    $return_resumed, then
    attempt load_absent

    task_gate 8, TSS_T
    movl    $0, idt + 11 * 8 + 4
    begin   double-fault
    movl    $return_resumed, then
    attempt load_absent
    interrupt_gate 8

    task_gate 6, TSS_T
    begin   invalid-opcode
    movl    $return_resumed, then
    attempt ud2
    interrupt_gate 6

    call    timer
    begin   interrupt
    attempt wait_for_interrupt
    movb    $0x20, %al
    outb    %al, $0x20

    task_gate 2, TSS_T
    orl     $0x100, APIC + 0xF0
    movl    APIC + 0x20, %eax
    movl    %eax, APIC + 0x310
    begin   nmi
    movl    $nmi_again, then
    attempt send_nmi

    # Refused before anything has changed: the fault is the main task's.
    interrupt_gate 10
    interrupt_gate 11
    interrupt_gate 12
    interrupt_gate 13
    begin   busy
    attempt lcall $TSS_M, $0

    begin   absent
    attempt ljmp $ABSENT_TSS, $0

    begin   short
    attempt lcall $SHORT_TSS, $0

    begin   beyond
    attempt lcall $BEYOND, $0

    begin   return-to-available
    movl    $TSS_T, M + LINK
    attempt return_nested

    begin   return-to-null
    attempt return_nested

    # Refused afterwards: the fault is the new task's.
    task_gates_for_faults
    refused ldt-data, LDTR, DATA
    refused ldt-local, LDTR, LOCAL_DATA
    refused ldt-beyond, LDTR, BEYOND
    refused ldt-absent, LDTR, ABSENT_LDT
    refused cs-null, CS, 0
    refused cs-data, CS, DATA
    refused cs-beyond, CS, BEYOND
    refused cs-local, CS, LOCAL_DATA
    refused cs-absent, CS, ABSENT_CODE
    refused cs-dpl, CS, USER_CODE-3
    begin   cs-rpl
    movl    $CODE + 3, T + CS
    movl    $USER_DATA, T + SS
    movl    $USER_DATA, T + DS
    movl    $0, T + FS
    attempt lcall $TSS_T, $0
    refused ss-null, SS, 0
    refused ss-code, SS, CODE
    refused ss-read-only, SS, READ_ONLY
    refused ss-absent, SS, ABSENT_DATA
    refused ss-dpl, SS, USER_DATA
    refused ss-rpl, SS, DATA+3
    refused ds-execute-only, DS, EXECUTE_ONLY
    refused ds-system, DS, TSS_U
    refused ds-rpl, DS, DATA+3
    refused ds-absent, DS, ABSENT_DATA
    refused es-beyond, ES, BEYOND
    refused fs-absent, FS, ABSENT_CODE
    refused gs-beyond, GS, BEYOND
    refused eip-beyond, CS, SHORT_CODE

    # An exception on the way to an exception's task: #TS by INT n has no EXT, by #UD it has.
    begin   int-bad-segment
    movl    $BEYOND, T + DS
    attempt int $0x41

    task_gate 6, TSS_T
    begin   exception-bad-segment
    movl    $BEYOND, T + DS
    attempt ud2
    interrupt_gate 6

    # Paging
    call    paging32
    begin   paging
    attempt lcall $TSS_T, $0

    begin   paging-jmp
    movl    $jump_back, then
    attempt ljmp $TSS_T, $0

    begin   large-page
    attempt lcall $LARGE_TSS, $0

    begin   unmapped
    attempt lcall $UNMAPPED_TSS, $0

    call    paging_pae
    begin   paging-pae
    attempt lcall $TSS_T, $0

    begin   large-page-pae
    attempt lcall $LARGE_TSS, $0

    begin   unmapped-pae
    attempt lcall $UNMAPPED_TSS, $0

    movl    $title_done, %esi
    call    print
    jmp     power_off
title_done:
    .asciz  "done\r\n"

.code16
virtual_8086:
    int     $0x42
    hlt
