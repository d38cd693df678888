# javisor_vmx_run(processor RDI, its exit record RSI): the world switch of VT-x, for ever.
#
# VM entries and exits switch RSP, RIP, RFLAGS, the segment registers and the control registers (Intel SDM vol. 3, 27.3.2 and 28.5). The
# ten general registers a call may change are switched here; RBP and R12 to R15 stay loaded while CPUID is answered, since compiled Java
# restores them (System V AMD64 ABI, 3.2.1), and are saved for every other exit, whose instruction may name any register. So the frame
# chain of a stack trace ends at the guest's RBP, which is outside the stack. XMM and x87 are not touched: resident code uses none of them.
# Interrupts are off; an NMI takes care of itself, see exceptions.S.
.code64
.text
    .set    FIELD_EXIT_REASON, 0x4402
    .set    FIELD_HOST_RSP, 0x6C14
    .set    FIELD_HOST_RIP, 0x6C16
    .set    EXIT_CPUID, 10

.globl javisor_vmx_run
javisor_vmx_run:
    andq    $-16, %rsp
    pushq   %rsi                    # both stay above the guest's registers, see AllRegisters; two words keep the calls aligned
    pushq   %rdi
    movl    $FIELD_HOST_RSP, %eax
    vmwrite %rsp, %rax
    leaq    javisor_vmx_exit_path(%rip), %rdx
    movl    $FIELD_HOST_RIP, %eax
    vmwrite %rdx, %rax
    xorl    %eax, %eax
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
    vmlaunch
    jmp     entry_failed

.balign 16
.globl javisor_vmx_exit_path
javisor_vmx_exit_path:
    pushq   %rax                    # above GuestRegisters, then the order of GuestRegisters from its end
    pushq   %r11
    pushq   %r10
    pushq   %r9
    pushq   %r8
    pushq   %rdi
    pushq   %rsi
    pushq   %rbx
    pushq   %rdx
    pushq   %rcx
    movl    $FIELD_EXIT_REASON, %edx
    vmread  %rdx, %rdx
    movq    %rsp, %rdi
    cmpl    $EXIT_CPUID, %edx
    jne     other_exit
    call    javisor_vmx_cpuid
enter_guest:
    popq    %rcx
    popq    %rdx
    popq    %rbx
    popq    %rsi
    popq    %rdi
    popq    %r8
    popq    %r9
    popq    %r10
    popq    %r11
    popq    %rax
    vmresume

# CF: there is no current VMCS. ZF: it has an error number.
entry_failed:
    setz    %dil
    movzbl  %dil, %edi
    call    javisor_vmx_entry_failed

other_exit:
    movq    %rsp, %rsi
    movq    10 * 8(%rsp), %rdi
    pushq   %r15                    # below GuestRegisters, see AllRegisters
    pushq   %r14
    pushq   %r13
    pushq   %r12
    pushq   %rbp
    subq    $8, %rsp
    call    javisor_vmx_exit
    addq    $8, %rsp
    popq    %rbp
    popq    %r12
    popq    %r13
    popq    %r14
    popq    %r15
    jmp     enter_guest

# javisor_vmxoff(): leaves VMX operation.
.globl javisor_vmxoff
javisor_vmxoff:
    vmxoff
    ret

# javisor_end_nmi_blocking(): an IRETQ to the caller. An exit caused by an NMI leaves NMIs blocked (Intel SDM vol. 3, 28.5.5).
.globl javisor_end_nmi_blocking
javisor_end_nmi_blocking:
    popq    %rax
    movq    %rsp, %rcx
    movl    %ss, %edx
    pushq   %rdx
    pushq   %rcx
    pushfq
    movl    %cs, %edx
    pushq   %rdx
    pushq   %rax
    iretq
