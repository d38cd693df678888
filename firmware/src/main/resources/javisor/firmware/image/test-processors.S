# How the test operating system's other processors get from the start-up interrupt to Java, one at a time, on the loader's page tables
# (AMD APM vol. 2, 14.6 and 16.5; Intel SDM vol. 3, 10.4). The start is copied to a page that only the real-mode stack used before.
    .set    START_PAGE, 0x1000
    .set    CODE64, 0x08
    .set    DATA, 0x10
    .set    EFER_MSR, 0xC0000080
    .set    EFER_LME, 1 << 8
    .set    CR0_PE, 1 << 0
    .set    CR0_PG, 1 << 31
    .set    CR0_CACHES_OFF, 3 << 29
    .set    CR4_PAE, 1 << 5

.section .rodata.test_processors, "a", @progbits
    .balign 16
.code16
start:
    cli
    cld
    movw    %cs, %ax
    movw    %ax, %ds
    lgdtl   descriptor_table - start
    movl    $CR4_PAE, %eax
    movl    %eax, %cr4
    movl    $LOW_PAGE_TABLES, %eax
    movl    %eax, %cr3
    movl    $EFER_MSR, %ecx
    rdmsr
    orl     $EFER_LME, %eax
    wrmsr
    movl    %cr0, %eax
    andl    $~CR0_CACHES_OFF, %eax
    orl     $CR0_PE + CR0_PG, %eax
    movl    %eax, %cr0
    ljmpl   $CODE64, $START_PAGE + long_mode - start
.code64
long_mode:
    movl    $DATA, %eax
    movl    %eax, %ds
    movl    %eax, %es
    movl    %eax, %ss
    movabsq $in_java, %rax
    jmp     *%rax
    .balign 8
descriptors:
    .quad   0
    .quad   0x00AF9A000000FFFF      # 64-bit code
    .quad   0x00CF92000000FFFF      # data, 4 GiB
descriptor_table:
    .word   descriptor_table - descriptors - 1
    .long   START_PAGE + descriptors - start
start_end:

.text
    .balign 16
in_java:
    leaq    stack_top(%rip), %rsp
    leaq    testos_processor_answer(%rip), %rdi
    xorl    %ebp, %ebp              # the end of the frame chain
    call    testos_processor
0:  cli
    hlt
    jmp     0b

# Puts the start in its place; RAX = the page.
.globl testos_processor_start
testos_processor_start:
    leaq    start(%rip), %rsi
    movl    $START_PAGE, %edi
    movl    $start_end - start, %ecx
    cld
    rep movsb
    movl    $START_PAGE, %eax
    ret

.section .bss.test_processors, "aw", @nobits
    .balign 4096
    .skip   4096
stack_top:
# What the processor that was started last has to say.
.globl testos_processor_answer
testos_processor_answer:
    .skip   64
