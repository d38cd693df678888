# Exception stubs, 16 bytes apart, vector n at +16n. Each completes the processor's frame to an ExceptionFrame and calls Java, which
# comes back only if it has changed the frame so that execution can go on. The frame always has an error code: the processor pushes
# one for the vectors that ERROR_CODE_VECTORS names (AMD APM vol. 2, 8.2), the stub a zero for the others.
.code64
.text
    .set    ERROR_CODE_VECTORS, (1 << 8) | (1 << 10) | (1 << 11) | (1 << 12) | (1 << 13) | (1 << 14) | (1 << 17) | (1 << 21) | (1 << 29) | (1 << 30)
    .set    NMI, 2
    .set    FIELD_PROCESSOR_BASED, 0x4002

.balign 16
.globl javisor_exception_stubs
javisor_exception_stubs:
    .set    vector, 0
    .rept   32
    .balign 16
    .if     vector == NMI
    jmp     nmi
    .else
    .if     ((ERROR_CODE_VECTORS >> vector) & 1) == 0
    pushq   $0
    .endif
    pushq   $vector
    jmp     complete_frame
    .endif
    .set    vector, vector + 1
    .endr

# An NMI while resident code runs is counted. On VT-x it is the guest's, and "NMI-window exiting" in the current VMCS gets it there; see
# NmiWindow, which says with which controls. On AMD-V the global interrupt flag holds NMIs back, and they come here at boot only.
.balign 16
nmi:
    lock incq javisor_nmi_count(%rip)
    cmpq    $0, javisor_nmi_window_controls(%rip)
    je      0f
    pushq   %rax
    pushq   %rdx
    movl    $FIELD_PROCESSOR_BASED, %eax
    movq    javisor_nmi_window_controls(%rip), %rdx
    vmwrite %rdx, %rax
    popq    %rdx
    popq    %rax
0:  iretq

.balign 16
complete_frame:
    subq    $FRAME_VECTOR, %rsp
    movq    %rax, FRAME_RAX(%rsp)
    movq    %rcx, FRAME_RCX(%rsp)
    movq    %rdx, FRAME_RDX(%rsp)
    movq    %rbx, FRAME_RBX(%rsp)
    movq    %rbp, FRAME_RBP(%rsp)
    movq    %rsi, FRAME_RSI(%rsp)
    movq    %rdi, FRAME_RDI(%rsp)
    movq    %r8, FRAME_R8(%rsp)
    movq    %r9, FRAME_R8 + 8(%rsp)
    movq    %r10, FRAME_R8 + 16(%rsp)
    movq    %r11, FRAME_R8 + 24(%rsp)
    movq    %r12, FRAME_R8 + 32(%rsp)
    movq    %r13, FRAME_R8 + 40(%rsp)
    movq    %r14, FRAME_R8 + 48(%rsp)
    movq    %r15, FRAME_R8 + 56(%rsp)
    movq    %rsp, %rdi
    movq    %rsp, %rbx
    andq    $-16, %rsp
    cld
    call    javisor_exception
    movq    %rbx, %rsp

# Back without IRETQ, which would end the blocking of NMIs (AMD APM vol. 2, 8.2.3): that state is the guest's, whose NMI handler may
# be what resident code works for. CS and SS are the same as before; RFLAGS and RIP go below the interrupted stack pointer, where
# only parts of the frame are that are not needed any more.
    movq    FRAME_RSP(%rsp), %rax
    movq    FRAME_RIP(%rsp), %rcx
    movq    FRAME_RFLAGS(%rsp), %rdx
    subq    $16, %rax
    movq    %rdx, (%rax)
    movq    %rcx, 8(%rax)
    movq    %rax, FRAME_VECTOR(%rsp)
    movq    FRAME_RAX(%rsp), %rax
    movq    FRAME_RCX(%rsp), %rcx
    movq    FRAME_RDX(%rsp), %rdx
    movq    FRAME_RBX(%rsp), %rbx
    movq    FRAME_RBP(%rsp), %rbp
    movq    FRAME_RSI(%rsp), %rsi
    movq    FRAME_RDI(%rsp), %rdi
    movq    FRAME_R8(%rsp), %r8
    movq    FRAME_R8 + 8(%rsp), %r9
    movq    FRAME_R8 + 16(%rsp), %r10
    movq    FRAME_R8 + 24(%rsp), %r11
    movq    FRAME_R8 + 32(%rsp), %r12
    movq    FRAME_R8 + 40(%rsp), %r13
    movq    FRAME_R8 + 48(%rsp), %r14
    movq    FRAME_R8 + 56(%rsp), %r15
    movq    FRAME_VECTOR(%rsp), %rsp
    popfq
    ret

.data
.balign 8
.globl javisor_nmi_count
javisor_nmi_count:
    .quad   0
.globl javisor_nmi_window_controls
javisor_nmi_window_controls:
    .quad   0
