# The second part of task.S: what an observed task records and does, and how the tasks are prepared.
    # The first thing an observed task does. What it does then stands in `then`, one address for each observation.
observe:
    call    record_registers
    movw    %es, %ss:r_es
    movw    %cs, %ss:r_cs
    movw    %ss, %ss:r_ss
    movw    %ds, %ss:r_ds
    movw    %fs, %ss:r_fs
    movw    %gs, %ss:r_gs
observed:
    xorl    %eax, %eax
    sldt    %ax
    movl    %eax, %ss:r_ldt
    smsw    %ax
    movl    %eax, %ss:r_msw
    str     %ax
    movl    %eax, %ss:r_tr
    movb    %ss:gdt + 5(%eax), %bl
    movb    %bl, %ss:r_rights
    movb    %ss:gdt + TSS_M + 5, %bl
    movb    %bl, %ss:r_rights_m
    movzwl  %ss:gdt + 2(%eax), %ebx
    movzwl  %ss:(%ebx), %ebx
    movl    %ebx, %ss:r_link
    movl    %ss:M + EIP, %ebx
    movl    %ebx, %ss:r_from
    pushl   %cs
    popl    %eax
    testb   $3, %al
    jnz     0f
    movl    %cr3, %eax
    movl    %eax, %ss:r_cr3
    movl    %dr7, %eax
    movl    %eax, %ss:r_dr7
    cmpb    $0, %ss:paged
    je      0f
    movl    %ss:SWITCHED_PAGE, %eax
    movl    %eax, %ss:r_page
0:  movl    %ss:r_seen, %eax
    incl    %ss:r_seen
    jmp     *%ss:then(, %eax, 4)

record_registers:
    popl    %ss:r_return
    movl    %eax, %ss:r_eax
    movl    %ecx, %ss:r_ecx
    movl    %edx, %ss:r_edx
    movl    %ebx, %ss:r_ebx
    movl    %esp, %ss:r_esp
    movl    %ebp, %ss:r_ebp
    movl    %esi, %ss:r_esi
    movl    %edi, %ss:r_edi
    pushfl
    popl    %ss:r_eflags
    popl    %eax
    movl    %eax, %ss:r_top
    pushl   %eax
    jmp     *%ss:r_return

    # INT 42h of a task in virtual-8086 mode comes here, on the stack of privilege 0.
virtual_8086_return:
    call    record_registers
    popl    %eax
    popl    %ss:r_cs
    popl    %ss:r_eflags
    popl    %ss:r_esp
    popl    %ss:r_ss
    popl    %ss:r_es
    popl    %ss:r_ds
    popl    %ss:r_fs
    popl    %ss:r_gs
    pushl   %ss:r_eflags
    orl     $NT, (%esp)
    andl    $~(1 << 17), (%esp)
    popfl
    jmp     observed

    # What an observed task may do then.
return:
    iret
    jmp     observe
jump_back:
    ljmp    $TSS_M, $0
call_t:
    lcall   $TSS_T, $0
    jmp     observe
call_u:
    lcall   $TSS_U, $0
    jmp     observe
    # A second NMI, which must wait for the return.
nmi_again:
    movl    $0x4400, %ss:APIC + 0x300
    movl    $10000, %ecx
0:  loop    0b
    movl    %ss:r_seen, %eax
    movl    %eax, %ss:r_page
    iret
    jmp     observe
    # The exception's task: the main task goes on at `resume`.
return_resumed:
    movl    %ss:resume, %eax
    movl    %eax, %ss:M + EIP
    iret
    # The same if it came between: the main task is made available again.
abandon:
    movl    %ss:resume, %eax
    movl    %eax, %ss:M + EIP
    movb    $0x89, %ss:gdt + TSS_M + 5
    movb    $0x89, %ss:gdt + TSS_T + 5
    pushfl
    andl    $~NT, (%esp)
    popfl
    ljmp    $TSS_M, $0

    # The task F: an exception that leaves the task it happens in unfit to go on.
fault_task:
    movl    $abandon, %ss:then
    movl    $abandon, %ss:then + 4
    movl    $abandon, %ss:then + 8
    movl    $abandon, %ss:then + 12
    jmp     observe

    # A 32-bit TSS at EDI with its stack at EBX, which tells all registers apart.
fill32:
    pushl   %edi
    movl    $0x68 / 4, %ecx
    xorl    %eax, %eax
    rep stosl
    popl    %edi
    movl    $STACK_0, 4(%edi)
    movl    $DATA, 8(%edi)
    movl    cr3_of_tasks, %eax
    movl    %eax, CR3(%edi)
    movl    $observe, EIP(%edi)
    movl    $0x240C87, EFLAGS(%edi)
    movl    $0x11111111, %eax
    movl    $8, %ecx
    leal    EAX(%edi), %edx
0:  movl    %eax, (%edx)
    addl    $0x11111111, %eax
    addl    $4, %edx
    loop    0b
    movl    %ebx, ESP(%edi)
    movl    $USER_DATA, ES(%edi)
    movl    $CODE, CS(%edi)
    movl    $DATA, SS(%edi)
    movl    $DATA, DS(%edi)
    movl    $CODE, FS(%edi)
    movw    $0x68, 0x66(%edi)
    movl    $0xCAFE0001, (%ebx)
    ret
    # The same with 16 bits.
fill16:
    movl    $0, (%edi)
    movw    $observe, 0x0E(%edi)
    movw    $0x0C87, 0x10(%edi)
    movw    $0x1111, %ax
    movl    $8, %ecx
    leal    0x12(%edi), %edx
0:  movw    %ax, (%edx)
    addw    $0x1111, %ax
    addl    $2, %edx
    loop    0b
    movw    %bx, 0x1A(%edi)
    movw    $USER_DATA, 0x22(%edi)
    movw    $CODE, 0x24(%edi)
    movw    $STACK16, 0x26(%edi)
    movw    $DATA, 0x28(%edi)
    movw    $0, 0x2A(%edi)
    movl    $0xCAFE0001, (%ebx)
    ret

prepare:
    movl    $recorded, %edi
    movl    $(recorded_end - recorded) / 4, %ecx
    xorl    %eax, %eax
    rep stosl
    movl    $T, %edi
    movl    $STACK_T, %ebx
    call    fill32
    movl    $U, %edi
    movl    $STACK_U, %ebx
    call    fill32
    movl    $F, %edi
    movl    $STACK_F, %ebx
    call    fill32
    movl    $fault_task, F + EIP
    movl    $S, %edi
    movl    $STACK_S, %ebx
    call    fill16
    movl    $R, %edi
    movl    $STACK_R, %ebx
    call    fill16
    movl    $0, M + LINK
    movl    $0, M + EIP
    movl    $0, M + EFLAGS
    movl    $0, M + ESP
    movl    cr3_of_main, %eax
    movl    %eax, M + CR3
    movb    $0x8B, gdt + TSS_M + 5
    movb    $0x89, gdt + TSS_T + 5
    movb    $0x89, gdt + TSS_U + 5
    movb    $0x89, gdt + TSS_F + 5
    movb    $0x89, gdt + LARGE_TSS + 5
    movb    $0x81, gdt + TSS_S + 5
    movb    $0x81, gdt + TSS_R + 5
    movl    $return, then
    movl    $return, then + 4
    movl    $return, then + 8
    movl    $return, then + 12
    ret

    # The main task's registers before it switches.
load_pattern:
    clts
    movl    $0xE0000001, %eax
    movl    $0xE0000002, %ecx
    movl    $0xE0000003, %edx
    movl    $0xE0000004, %ebx
    movl    $0xE0000006, %ebp
    movl    $0xE0000007, %esi
    movl    $0xE0000008, %edi
    pushl   $0x8D7
    popfl
    ret
