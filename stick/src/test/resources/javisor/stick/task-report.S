# The third part of task.S: what the main task finds when it goes on, and the line that tells it all on COM1.
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
