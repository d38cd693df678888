# Instructions carried out for the guest that may fault: an MSR that the processor may not have, a value of XCR0 that it may not take.
# A #GP on one of the labelled instructions makes Java continue at javisor_guarded_fault. All return 1 if that happened, else 0.
.code64
.text

# javisor_guarded_rdmsr(msr EDI, address of the value RSI)
.globl javisor_guarded_rdmsr
javisor_guarded_rdmsr:
    movl    %edi, %ecx
.globl javisor_guarded_rdmsr_instruction
javisor_guarded_rdmsr_instruction:
    rdmsr
    movl    %eax, (%rsi)
    movl    %edx, 4(%rsi)
    xorl    %eax, %eax
    ret

# javisor_guarded_wrmsr(msr EDI, value RSI)
.globl javisor_guarded_wrmsr
javisor_guarded_wrmsr:
    movl    %edi, %ecx
    movl    %esi, %eax
    movq    %rsi, %rdx
    shrq    $32, %rdx
.globl javisor_guarded_wrmsr_instruction
javisor_guarded_wrmsr_instruction:
    wrmsr
    xorl    %eax, %eax
    ret

# javisor_guarded_xsetbv(value RDI), of XCR0
.globl javisor_guarded_xsetbv
javisor_guarded_xsetbv:
    xorl    %ecx, %ecx
    movl    %edi, %eax
    movq    %rdi, %rdx
    shrq    $32, %rdx
.globl javisor_guarded_xsetbv_instruction
javisor_guarded_xsetbv_instruction:
    xsetbv
    xorl    %eax, %eax
    ret

.globl javisor_guarded_fault
javisor_guarded_fault:
    movl    $1, %eax
    ret
