# Where the loader enters an image: on the loader's stack and page tables, interrupts off, RDI = physical address of the BootInfo.
# Java gets a stack of the image's own. If it returns, the loader's page tables and stack come back, whatever Java did to them, so
# that the loader can start the operating system on the bare machine.
.code64
.section .text.start, "ax", @progbits
.globl _start
_start:
    pushq   %rbx
    pushq   %rbp
    pushq   %r12
    movq    %cr3, %rbx
    movq    %rsp, %r12
    leaq    javisor_stack_top(%rip), %rsp
    xorl    %ebp, %ebp              # the end of the frame chain
    call    javisor_boot
    movq    %rbx, %cr3
    movq    %r12, %rsp
    popq    %r12
    popq    %rbp
    popq    %rbx
    ret
