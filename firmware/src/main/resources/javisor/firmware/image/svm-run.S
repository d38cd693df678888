# javisor_svm_run(processor RDI, its exit record RSI, VMCB RDX, its physical address RCX, the guest's RDX R8): the world switch of AMD-V, for
# ever.
#
# VMRUN and #VMEXIT switch RAX, RSP, RIP, RFLAGS and the control registers (AMD APM vol. 2, 15.5.1 and 15.6). The nine general
# registers a call may change are switched here; RBP and R12 to R15 stay loaded while CPUID is answered, since compiled Java restores them
# (System V AMD64 ABI, 3.2.1), and are saved for every other exit. So the frame chain of a stack trace ends at the guest's RBP, which is
# outside the stack. Neither side's FS, GS, TR, LDTR and system-call registers are touched (no VMLOAD, no VMSAVE), nor XMM and x87: resident
# code uses none of them. The global interrupt flag stays clear from #VMEXIT to VMRUN, so nothing interrupts.
.code64
.text
    .set    EXIT_CODE, 0x70
    .set    EXIT_CPUID, 0x72

.globl javisor_svm_run
javisor_svm_run:
    andq    $-16, %rsp
    pushq   %rcx                    # these stay above the guest's registers, see AllRegisters; the last is the place of RAX
    pushq   %rdx
    pushq   %rsi
    pushq   %rdi
    pushq   $0
    movq    %rcx, %rax
    movq    %r8, %rdx
    clgi
    xorl    %ecx, %ecx
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
enter_svm_guest:
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
    movq    10 * 8(%rsp), %rdi
    movq    12 * 8(%rsp), %rdx
    movq    %rsp, %rsi
    cmpl    $EXIT_CPUID, EXIT_CODE(%rdx)
    jne     other_svm_exit
    call    javisor_svm_cpuid
restore_svm_guest:
    popq    %rcx
    popq    %rdx
    popq    %rbx
    popq    %rsi
    popq    %rdi
    popq    %r8
    popq    %r9
    popq    %r10
    popq    %r11
    movq    4 * 8(%rsp), %rax
    jmp     enter_svm_guest

other_svm_exit:
    pushq   %r15                    # below GuestRegisters, see AllRegisters
    pushq   %r14
    pushq   %r13
    pushq   %r12
    pushq   %rbp
    subq    $8, %rsp
    call    javisor_svm_exit
    addq    $8, %rsp
    popq    %rbp
    popq    %r12
    popq    %r13
    popq    %r14
    popq    %r15
    jmp     restore_svm_guest
