# How the other processors get from the start-up interrupt to Java. Java copies this to LOW_PROCESSOR_START, fills in the parameters
# and sends INIT and start-up to all. Each processor takes a number and waits here, in real mode, until Java calls it by that number. If
# Javisor finds that it cannot run, an INIT lets the processors forget that they were here.
#
# The loader's page tables show the first 4 GiB one to one and the loader's copy of the image at the link address. So a processor goes
# into long mode on them, jumps to the link address, and there loads Javisor's own, which show the same code in its final place.
.section .rodata.processor, "a", @progbits
.code16
    .balign 16
    .set    CODE64, 0x08
    .set    DATA, 0x10
    .set    EFER_MSR, 0xC0000080
    .set    EFER_LME, 1 << 8
    .set    CR0_PE, 1 << 0
    .set    CR0_PG, 1 << 31
    .set    CR4_PAE, 1 << 5
    .set    CACHES_OFF, 3 << 29
.globl javisor_processor_start
javisor_processor_start:
    cli
    cld
    movw    %cs, %ax
    movw    %ax, %ds
    movw    $1, %bx
    lock xaddw %bx, START_ARRIVED
    incw    %bx                     # the boot processor is number 0
0:  pause
    cmpw    %bx, START_CALLED
    jne     0b
    movl    %cr0, %ebp              # CD and NW are the guest's
    lgdtl   gdt_operand - javisor_processor_start
    movl    $CR4_PAE, %eax
    movl    %eax, %cr4
    movl    $LOW_PAGE_TABLES, %eax
    movl    %eax, %cr3
    movl    $EFER_MSR, %ecx
    rdmsr
    orl     START_EFER, %eax
    wrmsr
    movl    %cr0, %eax
    andl    $~CACHES_OFF, %eax
    orl     $CR0_PE + CR0_PG, %eax
    movl    %eax, %cr0
    ljmpl   $CODE64, $LOW_PROCESSOR_START + long_mode - javisor_processor_start

.code64
long_mode:
    movl    $DATA, %eax
    movl    %eax, %ds
    movl    %eax, %es
    movl    %eax, %ss
    movq    LOW_PROCESSOR_START + START_TABLES, %rdx
    movq    LOW_PROCESSOR_START + START_STACK, %rcx
    movabsq $on_own_tables, %rax
    jmp     *%rax

    .balign 16
descriptors:
    .quad   0
    .quad   0x00AF9A000000FFFF      # 64-bit code
    .quad   0x00CF92000000FFFF      # data, 4 GiB
descriptors_end:
    .word   0
gdt_operand:
    .word   descriptors_end - descriptors - 1
    .long   LOW_PROCESSOR_START + descriptors - javisor_processor_start
.globl javisor_processor_start_end
javisor_processor_start_end:

.text
.balign 16
on_own_tables:
    movq    %rdx, %cr3
    movq    %rcx, %rsp
    movl    %ebp, %edi              # its CR0 as it was
    andl    $CACHES_OFF, %edi
    xorl    %ebp, %ebp              # the end of the frame chain
    call    javisor_processor_boot
    ud2
