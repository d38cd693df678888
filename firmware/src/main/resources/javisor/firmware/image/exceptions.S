# Exception stubs, 16 bytes apart, vector n at +16n. Each completes the processor's frame to an ExceptionFrame and calls Java, which
# comes back only if it has changed the frame so that execution can go on. The frame always has an error code: the processor pushes
# one for the vectors that ERROR_CODE_VECTORS names (AMD APM vol. 2, 8.2), the stub a zero for the others.
.code64
.text
    .set    ERROR_CODE_VECTORS, (1 << 8) | (1 << 10) | (1 << 11) | (1 << 12) | (1 << 13) | (1 << 14) | (1 << 17) | (1 << 21) | (1 << 29) | (1 << 30)
    .set    NMI, 2
    .set    SECURITY, 30
    .set    FIELD_PROCESSOR_BASED, 0x4002

.balign 16
.globl javisor_exception_stubs
javisor_exception_stubs:
    .set    vector, 0
    .rept   32
    .balign 16
    .if     vector == NMI
    jmp     nmi
    .elseif vector == SECURITY
    jmp     security
    .else
    .if     ((ERROR_CODE_VECTORS >> vector) & 1) == 0
    pushq   $0
    .endif
    pushq   $vector
    jmp     complete_frame
    .endif
    .set    vector, vector + 1
    .endr

# An NMI while resident code runs. If another processor has the last word, this one stops. Else it is counted in the processor's page, which begins
# with its GDT (see Signals). On VT-x, what the page says is written to the current VMCS: "NMI-window exiting" gets the guest its NMI (see
# NmiWindow), a monitor trap has the processor look at what was left for it. On AMD-V the global interrupt flag holds NMIs back until the
# exit's handler lets them through, to be told whose they are. A processor that waits in javisor_park goes on behind its HLT.
.balign 16
nmi:
    pushq   %rax
    pushq   %rdx
    subq    $16, %rsp
    sgdt    6(%rsp)
    movq    8(%rsp), %rax
    addq    $16, %rsp
    addq    $SIGNAL_IN_PAGE, %rax
    movl    javisor_last_word(%rip), %edx
    testl   %edx, %edx
    jne     3f
    lock incl SIGNAL_TAKEN(%rax)
    movq    SIGNAL_NMI_CONTROLS(%rax), %rdx
    testq   %rdx, %rdx
    jz      1f
    cmpl    $0, SIGNAL_KICKED(%rax)
    je      0f
    movq    SIGNAL_KICK_CONTROLS(%rax), %rdx
0:  movl    $FIELD_PROCESSOR_BASED, %eax
    vmwrite %rdx, %rax
1:  leaq    park_check(%rip), %rax
    leaq    park_end(%rip), %rdx
    cmpq    %rax, 16(%rsp)
    jb      2f
    cmpq    %rdx, 16(%rsp)
    jae     2f
    movq    %rdx, 16(%rsp)
2:  popq    %rdx
    popq    %rax
    iretq
3:  cmpl    %edx, SIGNAL_OWN_WORD(%rax)
    je      2b
stop:
    hlt
    jmp     stop

# An INIT that was redirected (AMD APM vol. 2, 15.21.8). The exit it may have caused has told of it; it may also have come later, so it is noted.
security:
    addq    $8, %rsp
    pushq   %rax
    subq    $16, %rsp
    sgdt    6(%rsp)
    movq    8(%rsp), %rax
    addq    $16, %rsp
    movl    $1, SIGNAL_IN_PAGE + SIGNAL_INIT_TAKEN(%rax)
    popq    %rax
    iretq

# Interrupts are off in resident code, except where pending ones are taken to be rid of them.
.globl javisor_ignored_interrupt
javisor_ignored_interrupt:
    iretq
.globl javisor_take_interrupt
javisor_take_interrupt:
    sti
    nop
    cli
    ret

# javisor_park(signals RDI): waits as long as the start-up state is "waiting", until an NMI comes or if one has come that has not been looked
# at: whoever has sent that sends no other. On AMD-V the global interrupt flag is clear before and after, and set while it waits; an NMI that
# is pending comes before park_check.
.globl javisor_svm_park
javisor_svm_park:
    stgi
    call    javisor_park
    clgi
    ret
.globl javisor_park
javisor_park:
park_check:
    cmpl    $0, SIGNAL_TAKEN(%rdi)
    jne     park_end
    cmpl    $SIGNAL_WAITING, SIGNAL_STATE(%rdi)
    jne     park_end
    hlt
park_end:
    ret

# javisor_svm_take_pending(): lets an NMI or INIT through that has caused an exit.
.globl javisor_svm_take_pending
javisor_svm_take_pending:
    stgi
    nop
    clgi
    ret

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
.balign 64
.globl javisor_shared
javisor_shared:
    .long   0, 0
.globl javisor_last_word
javisor_last_word:
    .long   0
