# javisor_svm_run(processor RDI, physical address of the VMCB RSI): the world switch of AMD-V, for ever.
#
# VMRUN and #VMEXIT switch RAX, RSP, RIP, RFLAGS and the control registers (AMD APM vol. 2, 15.5.1 and 15.6). The nine general
# registers a call may change are switched here; RBP and R12 to R15 stay loaded, since compiled Java restores them (System V AMD64 ABI,
# 3.2.1). So the frame chain of a stack trace ends at the guest's RBP, which is outside the stack. Neither side's FS, GS, TR, LDTR and
# system-call registers are touched (no VMLOAD, no VMSAVE), nor XMM and x87: resident code uses none of them. The global interrupt flag
# stays clear from #VMEXIT to VMRUN, so nothing interrupts.
.code64
.text
.globl javisor_svm_run
javisor_svm_run:
    andq    $-16, %rsp
    pushq   %rsi                    # keeps the stack aligned at the call: three words here and nine registers
    pushq   %rsi                    # the VMCB and the processor stay on the stack, above the guest's registers
    pushq   %rdi
    movq    %rsi, %rax
    clgi
    xorl    %ecx, %ecx
    xorl    %edx, %edx
    xorl    %ebx, %ebx
    xorl    %ebp, %ebp
    xorl    %esi, %esi
    xorl    %edi, %edi
    xorl    %r8d, %r8d
    xorl    %r9d, %r9d
    xorl    %r10d, %r10d
    xorl    %r11d, %r11d
    xorl    %r12d, %r12d
    xorl    %r13d, %r13d
    xorl    %r14d, %r14d
    xorl    %r15d, %r15d
.balign 16
enter_guest:
    vmrun   %rax
.globl javisor_svm_exit_path
javisor_svm_exit_path:
    pushq   %r11                    # the order of GuestRegisters, from its end
    pushq   %r10
    pushq   %r9
    pushq   %r8
    pushq   %rdi
    pushq   %rsi
    pushq   %rbx
    pushq   %rdx
    pushq   %rcx
    movq    9 * 8(%rsp), %rdi
    movq    %rsp, %rsi
    call    javisor_svm_exit
    popq    %rcx
    popq    %rdx
    popq    %rbx
    popq    %rsi
    popq    %rdi
    popq    %r8
    popq    %r9
    popq    %r10
    popq    %r11
    movq    8(%rsp), %rax
    jmp     enter_guest
