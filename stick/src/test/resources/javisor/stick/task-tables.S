# The first part of task.S: boot from its disk, protected mode, descriptor tables, exceptions.

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
