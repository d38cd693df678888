# What task.S stands on: boot from its disk, protected mode, tables, what an observed task records, and the line that tells it on COM1.

    .equ    M, 0xC000               # task-state segments; M is the main task's, S and R have 16 bits
    .equ    T, 0xC080
    .equ    U, 0xC100
    .equ    F, 0xC180
    .equ    S, 0xC200
    .equ    R, 0xC280
    .equ    STACK_M, 0xB800
    .equ    STACK_T, 0xD200
    .equ    STACK_U, 0xD400
    .equ    STACK_F, 0xD600
    .equ    STACK_S, 0xD800
    .equ    STACK_R, 0xDA00
    .equ    STACK_0, 0xDC00
    .equ    TABLES, 0x10000         # eight pages of page tables, then two pages that one linear address leads to
    .equ    PAGE_A, 0x18000
    .equ    PAGE_B, 0x19000
    .equ    SWITCHED_PAGE, 0x300000
    .equ    ABSENT_PAGE, 0x301000
    .equ    LARGE_PAGE, 0x400000    # leads to 0
    .equ    APIC, 0xFEE00000

    .equ    CODE, 0x08
    .equ    DATA, 0x10
    .equ    USER_CODE, 0x1B
    .equ    USER_DATA, 0x23
    .equ    STACK16, 0x28
    .equ    TSS_M, 0x30
    .equ    TSS_T, 0x38
    .equ    TSS_U, 0x40
    .equ    TSS_F, 0x48
    .equ    TSS_S, 0x50
    .equ    TSS_R, 0x58
    .equ    GATE_T, 0x60
    .equ    LDT, 0x68
    .equ    ABSENT_DATA, 0x70
    .equ    ABSENT_CODE, 0x78
    .equ    READ_ONLY, 0x80
    .equ    EXECUTE_ONLY, 0x88
    .equ    ABSENT_LDT, 0x90
    .equ    CONFORMING, 0x98
    .equ    SHORT_CODE, 0xA0
    .equ    ABSENT_TSS, 0xA8
    .equ    SHORT_TSS, 0xB0
    .equ    UNMAPPED_TSS, 0xB8
    .equ    LARGE_TSS, 0xC0
    .equ    BEYOND, 0xC8
    .equ    LOCAL_DATA, 0x0C

    # Offsets in a 32-bit TSS
    .equ    LINK, 0
    .equ    CR3, 0x1C
    .equ    EIP, 0x20
    .equ    EFLAGS, 0x24
    .equ    EAX, 0x28
    .equ    ESP, 0x38
    .equ    ES, 0x48
    .equ    CS, 0x4C
    .equ    SS, 0x50
    .equ    DS, 0x54
    .equ    FS, 0x58
    .equ    GS, 0x5C
    .equ    LDTR, 0x60
    .equ    TRAP, 0x64

    .equ    NT, 1 << 14

.code16
.text
start:
    cli
    cld
    xorw    %ax, %ax
    movw    %ax, %ds
    movw    %ax, %es
    movw    %ax, %ss
    movw    $0x7C00, %sp
    sti
    movw    $packet, %si
    movb    $0x42, %ah
    int     $0x13
    cli
    movw    $0x3FB, %dx
    movb    $3, %al
    outb    %al, %dx
    lgdtl   gdt_pointer
    lidtl   idt_pointer
    movl    %cr0, %eax
    orb     $1, %al
    movl    %eax, %cr0
    ljmpl   $CODE, $protected
    .balign 4
packet:
    .byte   16, 0
    .word   24, 0x7E00, 0
    .quad   1
gdt_pointer:
    .word   gdt_end - gdt - 1
    .long   gdt
idt_pointer:
    .word   0x43 * 8 - 1
    .long   idt
    .org    510
    .word   0xAA55

    .macro  descriptor base, limit, access, flags
    .word   (\limit) & 0xFFFF, (\base) & 0xFFFF
    .byte   ((\base) >> 16) & 0xFF, \access, (\flags << 4) | (((\limit) >> 16) & 0xF), (\base) >> 24
    .endm
    .balign 8
gdt:
    .quad   0
    descriptor 0, 0xFFFFF, 0x9A, 0xC
    descriptor 0, 0xFFFFF, 0x92, 0xC
    descriptor 0, 0xFFFFF, 0xFA, 0xC
    descriptor 0, 0xFFFFF, 0xF2, 0xC
    descriptor 0, 0xFFFF, 0x92, 0x0
    descriptor M, 0x67, 0x89, 0
    descriptor T, 0x67, 0x89, 0
    descriptor U, 0x67, 0x89, 0
    descriptor F, 0x67, 0x89, 0
    descriptor S, 0x2B, 0x81, 0
    descriptor R, 0x2B, 0x81, 0
    .word   0, TSS_T, 0x8500, 0
    .word   15, ldt, 0x8200, 0
    descriptor 0, 0xFFFFF, 0x12, 0xC
    descriptor 0, 0xFFFFF, 0x1A, 0xC
    descriptor 0, 0xFFFFF, 0x90, 0xC
    descriptor 0, 0xFFFFF, 0x98, 0xC
    .word   15, ldt, 0x0200, 0
    descriptor 0, 0xFFFFF, 0x9E, 0xC
    descriptor 0, 0xFF, 0x9A, 0x4
    descriptor T, 0x67, 0x09, 0
    descriptor T, 0x66, 0x89, 0
    descriptor ABSENT_PAGE, 0x67, 0x89, 0
    descriptor LARGE_PAGE + U, 0x67, 0x89, 0
gdt_end:
ldt:
    .quad   0
    descriptor 0, 0xFFFFF, 0x92, 0xC

    .macro  gate vector
    .word   vector\vector, CODE, 0x8E00, 0
    .endm
    .balign 8
idt:
    .irp    vector, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19
    gate    \vector
    .endr
    .fill   12, 8, 0
    .word   0, TSS_T, 0x8500, 0     # 20h: the timer
    .fill   32, 8, 0
    .word   0, TSS_T, 0xE500, 0     # 41h: INT n
    .word   virtual_8086_return, CODE, 0xEE00, 0    # 42h
idt_end:

.code32
    # Exceptions in the task they happen in: noted; then it goes on at `resume`, after a debug exception where it was.
    .irp    vector, 0, 1, 2, 3, 4, 5, 6, 7, 9, 15, 16, 18, 19
vector\vector:
    pushl   $0
    pushl   $\vector
    jmp     exception
    .endr
    .irp    vector, 8, 10, 11, 12, 13, 14, 17
vector\vector:
    pushl   $\vector
    jmp     exception
    .endr
exception:
    popl    %ss:x_vector
    popl    %ss:x_error
    pushl   %eax
    incl    %ss:x_count
    movl    4(%esp), %eax
    movl    %eax, %ss:x_eip
    movl    %dr6, %eax
    movl    %eax, %ss:x_dr6
    movl    %cr2, %eax
    movl    %eax, %ss:x_cr2
    cmpb    $1, %ss:x_vector
    jne     0f
    movl    $0xFFFF0FF0, %eax
    movl    %eax, %dr6
    andl    $~0x100, 12(%esp)
    jmp     1f
0:  movl    %ss:resume, %eax
    movl    %eax, 4(%esp)
1:  popl    %eax
    iret

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

    # What the main task finds when it goes on; then the line.
finish:
    pushfl
    popl    after_eflags
    cld
    xorl    $0xE0000001, %eax
    xorl    $0xE0000002, %ecx
    xorl    $0xE0000003, %edx
    xorl    $0xE0000004, %ebx
    xorl    $0xE0000006, %ebp
    xorl    $0xE0000007, %esi
    xorl    $0xE0000008, %edi
    orl     %ecx, %eax
    orl     %edx, %eax
    orl     %ebx, %eax
    orl     %ebp, %eax
    orl     %esi, %eax
    orl     %edi, %eax
    movl    %eax, after_registers
    smsw    %ax
    movw    %ax, after_msw
    movb    gdt + TSS_M + 5, %al
    movb    %al, after_rights_m
    movb    gdt + TSS_T + 5, %al
    movb    %al, after_rights_t
    str     %ax
    movw    %ax, after_tr
    cmpb    $0, paged
    je      0f
    movl    SWITCHED_PAGE, %eax
    movl    %eax, after_page
0:  movl    title, %esi
    call    print
    movl    $fields, %edi
1:  movl    (%edi), %ebx
    testl   %ebx, %ebx
    jz      2f
    leal    4(%edi), %esi
    call    print
    movl    (%ebx), %ebx
    call    number
    leal    4(%edi), %edi
    xorl    %eax, %eax
    movl    $-1, %ecx
    repne scasb
    jmp     1b
2:  movl    $line_end, %esi
print:
    lodsb
    testb   %al, %al
    jz      0f
    call    put
    jmp     print
0:  ret
number:
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
    movw    $0x3FD, %dx
0:  inb     %dx, %al
    testb   $0x20, %al
    jz      0b
    popl    %eax
    movw    $0x3F8, %dx
    outb    %al, %dx
    ret
power_off:
    movw    $0x604, %dx
    movw    $0x2000, %ax
    outw    %ax, %dx
    movw    $0xB004, %dx
    outw    %ax, %dx
    movl    $shutdown, %esi
    movw    $0x8900, %dx
    movl    $8, %ecx
    rep outsb
0:  hlt
    jmp     0b
shutdown:
    .ascii  "Shutdown"
line_end:
    .asciz  "\r\n"

    .macro  field address, name
    .long   \address
    .asciz  " \name="
    .endm
fields:
    field   r_seen, seen
    field   r_eax, eax
    field   r_ecx, ecx
    field   r_edx, edx
    field   r_ebx, ebx
    field   r_esp, esp
    field   r_ebp, ebp
    field   r_esi, esi
    field   r_edi, edi
    field   r_eflags, eflags
    field   r_es, es
    field   r_cs, cs
    field   r_ss, ss
    field   r_ds, ds
    field   r_fs, fs
    field   r_gs, gs
    field   r_ldt, ldt
    field   r_tr, tr
    field   r_msw, msw
    field   r_cr3, cr3
    field   r_dr7, dr7
    field   r_page, page
    field   r_top, top
    field   r_rights, rights
    field   r_rights_m, rights-m
    field   r_link, link
    field   r_from, m-eip
    field   M + EFLAGS, m-eflags
    field   M + ESP, m-esp
    field   T + EIP, t-eip
    field   T + EFLAGS, t-eflags
    field   T + ESP, t-esp
    field   T + CS, t-cs
    field   T + SS, t-ss
    field   T + DS, t-ds
    field   S + 0x0E, s-ip-flags
    field   S + 0x12, s-ax-cx
    field   S + 0x1A, s-sp-bp
    field   S + 0x24, s-cs-ss
    field   x_count, exceptions
    field   x_vector, vector
    field   x_error, error
    field   x_eip, at
    field   x_dr6, dr6
    field   x_cr2, cr2
    field   after_registers, after-registers
    field   after_eflags, after-eflags
    field   after_msw, after-msw
    field   after_tr, after-tr
    field   after_page, after-page
    field   after_rights_m, after-rights-m
    field   after_rights_t, after-rights-t
    .long   0

    .macro  words names:vararg
    .irp    name, \names
\name:
    .long   0
    .endr
    .endm
    .balign 4
recorded:
    words   r_return, r_seen, r_eax, r_ecx, r_edx, r_ebx, r_esp, r_ebp, r_esi, r_edi, r_eflags, r_es, r_cs, r_ss, r_ds, r_fs, r_gs
    words   r_ldt, r_tr, r_msw, r_cr3, r_dr7, r_page, r_top, r_rights, r_rights_m, r_link, r_from
    words   x_count, x_vector, x_error, x_eip, x_dr6, x_cr2
    words   after_registers, after_eflags, after_msw, after_tr, after_page, after_rights_m, after_rights_t
recorded_end:
    words   title, resume, paged, cr3_of_main, cr3_of_tasks, then, then2, then3, then4
