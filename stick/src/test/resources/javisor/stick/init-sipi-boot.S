# The first part of init-sipi.S: boot from its disk, protected mode, descriptor tables, exceptions.

    .equ    LOW_VECTOR, 0x08        # where this image has the page that processors start at; copies of it stand at the others
    .equ    OTHER_VECTOR, 0x10
    .equ    STACK, 0x12000          # of the boot processor; then 1 KiB for each of the others
    .equ    PAGES, 0x18000          # of protected mode: 4 GiB in pages of 4 MiB
    .equ    PAGES64, 0x19000        # of long mode: the first and the fourth GiB in pages of 2 MiB, and both once more
    .equ    SMALL_PAGES, 0x1D000
    .equ    PAGE_A, 0x1F000         # two that one linear address leads to
    .equ    PAGE_B, 0x1E000
    .equ    SECOND_GIB, 0x40000000  # leads to the first in long mode, and its begin to the two pages in protected mode
    .equ    FOURTH_GIB, 0xC0000000
    .equ    FIFTH_GIB, 0x100000000  # leads to the fourth
    .equ    BOOT_MARK, 0x7000       # MARK, if the machine has been booted before
    .equ    MARK, 0x4A565352
    .equ    BEYOND_LIMIT, 0x10000
    .equ    APIC, 0xFEE00000
    .equ    CPUS, 16
    .equ    MANY, 200

    .equ    CODE, 0x08
    .equ    DATA, 0x10
    .equ    CODE16, 0x18
    .equ    DATA16, 0x20
    .equ    CODE64, 0x28
    .equ    APIC_DATA, 0x30
    .equ    TSS, 0x38
    .equ    LDT, 0x40

    .equ    IPI, 0x50
    .equ    SPURIOUS, 0x5F
    .equ    PENDING, 0x70

    .equ    ASSERT, 0xC500          # INIT, level-triggered
    .equ    DEASSERT, 0x8500
    .equ    STARTUP, 0x4600
    .equ    FIXED, 0x4000 + IPI
    .equ    LOWEST, 0x4100 + IPI
    .equ    NMI, 0x4400
    .equ    LOGICAL, 0x800
    .equ    SELF, 0x40000
    .equ    ALL, 0x80000
    .equ    OTHERS, 0xC0000

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
    int     $0x12
    shrw    $2, %ax
    decw    %ax
    movb    %al, high_vector        # the last whole page of conventional memory
    movl    $main, continue
enter:
    cli
    movw    $0x3FB, %dx
    movb    $3, %al
    outb    %al, %dx
    movb    $0xFF, %al
    outb    %al, $0x21
    outb    %al, $0xA1
    lgdtl   gdt_pointer
    lidtl   idt_pointer
    movl    %cr0, %eax
    andl    $0x9FFFFFFF, %eax
    orb     $1, %al
    movl    %eax, %cr0
    ljmpl   $CODE, $protected
    # The boot processor after INIT, by way of the BIOS and 0040:0067.
restarted:
    xorw    %ax, %ax
    movw    %ax, %ds
    movl    %cr0, %eax
    movl    %eax, r_cr0
    incl    restarts
    jmp     enter
.code32
protected:
    movw    $DATA, %ax
    movw    %ax, %ds
    movw    %ax, %es
    movw    %ax, %ss
    movw    %ax, %fs
    movw    %ax, %gs
    movl    $STACK, %esp
    jmp     *continue
    .balign 4
continue:
    .long   0
restarts:
    .long   0
packet:
    .byte   16, 0
    .word   64, 0x7E00, 0
    .quad   1
gdt_pointer:
    .word   gdt_end - gdt - 1
    .long   gdt
idt_pointer:
    .word   (PENDING + 1) * 8 - 1
    .long   idt
real_idt_pointer:
    .word   0x3FF
    .long   0
    .org    510
    .word   0xAA55

    .balign 8
gdt:
    .quad   0
    .quad   0x00CF9A000000FFFF
    .quad   0x00CF92000000FFFF
    .quad   0x00009A000000FFFF
    .quad   0x000092000000FFFF
    .quad   0x00AF9A000000FFFF
    .quad   0xFE4092E000000FFF
    .quad   0x0000890100000067
    .quad   0x0000820000000007
gdt_end:

    # What a processor runs after SIPI; see init-sipi-processor.S.
    .org    0x400
