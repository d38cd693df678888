# Into long mode, the payload's call, and back to real mode if it returns (AMD APM vol. 2, 14.6; Intel SDM vol. 3, 11.8.5).
.code16
.text
    .set    CODE64, 0x08            # these two are also what the hypervisor's own table has at these places
    .set    DATA, 0x10
    .set    CODE32, 0x18
    .set    CODE16, 0x20
    .set    DATA16, 0x28
    .set    EFER, 0xC0000080
    .set    EFER_LME, 1 << 8
    .set    CR0_PE, 1 << 0
    .set    CR0_PG, 1 << 31
    .set    CR4_PAE, 1 << 5
    .set    PRESENT_WRITABLE, 3
    .set    LARGE_PAGE, 1 << 7

# CF set: the processor has no long mode, SI = what to say.
check_processor:
    pushfl                          # a processor without CPUID cannot change EFLAGS.ID
    popl    %eax
    movl    %eax, %ecx
    xorl    $1 << 21, %eax
    pushl   %eax
    popfl
    pushfl
    popl    %eax
    xorl    %ecx, %eax
    testl   $1 << 21, %eax
    jz      0f
    movl    $0x80000000, %eax
    cpuid
    cmpl    $0x80000001, %eax
    jb      0f
    movl    $0x80000001, %eax
    cpuid
    btl     $29, %edx
    jnc     0f
    clc
    ret
0:  movw    $no_long_mode_text, %si
    stc
    ret

# Calls the payload; returns in real mode, as it was before, if the payload returns.
run_payload:
    pushaw
    cli
    movw    %sp, real_stack
    movl    %cr0, %eax
    movl    %eax, real_cr0
    movl    %cr4, %eax
    movl    %eax, real_cr4
    movl    $EFER, %ecx
    rdmsr
    movl    %eax, real_efer
    lgdtl   descriptor_table
    movl    real_cr0, %eax
    orl     $CR0_PE, %eax
    movl    %eax, %cr0
    ljmpl   $CODE32, $protected

.code32
protected:
    movw    $DATA, %ax
    movw    %ax, %ds
    movw    %ax, %es
    movw    %ax, %ss
    movl    $LOW_LONG_STACK_TOP, %esp
    call    clear_payload_tail
    call    build_page_tables
    movl    %cr4, %eax
    orl     $CR4_PAE, %eax
    movl    %eax, %cr4
    movl    $LOW_PAGE_TABLES, %eax
    movl    %eax, %cr3
    movl    $EFER, %ecx
    rdmsr
    orl     $EFER_LME, %eax
    wrmsr
    movl    %cr0, %eax
    orl     $CR0_PG, %eax
    movl    %eax, %cr0
    ljmpl   $CODE64, $long_mode

.code64
long_mode:
    movl    $LOW_BOOT_INFO, %edi
    movq    $LINK_ADDRESS, %rax
    xorl    %ebp, %ebp
    call    *%rax
    cli
    lgdt    descriptor_table        # the payload may have loaded its own, and its interrupt table and stack segment
    pushq   $CODE32
    pushq   $compatibility
    lretq

.code32
compatibility:
    movw    $DATA, %ax
    movw    %ax, %ds
    movw    %ax, %ss
    movl    %cr0, %eax
    andl    $~CR0_PG, %eax
    movl    %eax, %cr0
    movl    $EFER, %ecx
    rdmsr
    movl    real_efer, %eax
    wrmsr
    movl    real_cr4, %eax
    movl    %eax, %cr4
    ljmpl   $CODE16, $real_preparation

.code16
real_preparation:
    movw    $DATA16, %ax            # real mode keeps limit and attributes of the descriptors
    movw    %ax, %ds
    movw    %ax, %es
    movw    %ax, %fs
    movw    %ax, %gs
    movw    %ax, %ss
    lidt    real_interrupt_table
    movl    real_cr0, %eax
    movl    %eax, %cr0
    ljmp    $0, $real_again
real_again:
    xorw    %ax, %ax
    movw    %ax, %ds
    movw    %ax, %es
    movw    %ax, %fs
    movw    %ax, %gs
    movw    %ax, %ss
    movw    real_stack, %sp
    cld
    sti
    popaw
    ret

.code32
# The part of the payload's memory that is not on the stick is zero.
clear_payload_tail:
    movl    LOW_BOOT_INFO + BI_PAYLOAD_FILE_BYTES, %ecx
    leal    LOW_PAYLOAD(%ecx), %edi
    negl    %ecx
    addl    LOW_BOOT_INFO + BI_PAYLOAD_MEMORY_BYTES, %ecx
    xorl    %eax, %eax
    cld
    rep stosb
    ret

# One page each: PML4; page-directory pointers and four page directories of the first 4 GiB, seen at 0 and through the window; and
# pointers, directory and table of the link address.
    .set    PML4, LOW_PAGE_TABLES
    .set    LOW_POINTERS, LOW_PAGE_TABLES + 0x1000
    .set    LOW_DIRECTORIES, LOW_PAGE_TABLES + 0x2000
    .set    LINK_POINTERS, LOW_PAGE_TABLES + 0x6000
    .set    LINK_DIRECTORY, LOW_PAGE_TABLES + 0x7000
    .set    LINK_TABLE, LOW_PAGE_TABLES + 0x8000
build_page_tables:
    movl    $LOW_PAGE_TABLES, %edi
    movl    $LOW_PAGE_TABLE_PAGES * 4096 / 4, %ecx
    xorl    %eax, %eax
    rep stosl
    movl    $LOW_POINTERS + PRESENT_WRITABLE, PML4
    movl    $LOW_POINTERS + PRESENT_WRITABLE, PML4 + ((WINDOW >> 39) & 511) * 8
    movl    $LINK_POINTERS + PRESENT_WRITABLE, PML4 + ((LINK_ADDRESS >> 39) & 511) * 8
    movl    $LINK_DIRECTORY + PRESENT_WRITABLE, LINK_POINTERS + ((LINK_ADDRESS >> 30) & 511) * 8
    movl    $LINK_TABLE + PRESENT_WRITABLE, LINK_DIRECTORY + ((LINK_ADDRESS >> 21) & 511) * 8

    movl    $LOW_POINTERS, %edi
    movl    $LOW_DIRECTORIES + PRESENT_WRITABLE, %eax
    movl    $4, %ecx
    movl    $4096, %edx
    call    fill

    movl    $LOW_DIRECTORIES, %edi
    movl    $PRESENT_WRITABLE + LARGE_PAGE, %eax
    movl    $2048, %ecx
    movl    $0x200000, %edx
    call    fill

    movl    $LINK_TABLE, %edi
    movl    $LOW_PAYLOAD + PRESENT_WRITABLE, %eax
    movl    LOW_BOOT_INFO + BI_PAYLOAD_MEMORY_BYTES, %ecx
    shrl    $12, %ecx
    movl    $4096, %edx

# ECX entries at EDI, the first EAX, each EDX more.
fill:
    movl    %eax, (%edi)
    addl    %edx, %eax
    addl    $8, %edi
    loop    fill
    ret

.code16
    .balign 8
descriptors:
    .quad   0
    .quad   0x00AF9A000000FFFF      # 64-bit code
    .quad   0x00CF92000000FFFF      # data, 4 GiB
    .quad   0x00CF9A000000FFFF      # 32-bit code, 4 GiB
    .quad   0x00009A000000FFFF      # 16-bit code, 64 KiB
    .quad   0x000092000000FFFF      # 16-bit data, 64 KiB
descriptor_table:
    .word   descriptor_table - descriptors - 1
    .quad   descriptors
real_interrupt_table:
    .word   0x3FF
    .long   0
real_stack:
    .word   0
real_cr0:
    .long   0
real_cr4:
    .long   0
real_efer:
    .long   0
no_long_mode_text:
    .asciz  "The processor has no 64-bit mode."
