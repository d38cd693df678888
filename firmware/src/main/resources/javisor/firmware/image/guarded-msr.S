# Reading and writing an MSR that the processor may not have. A #GP on one of the two labelled instructions makes Java continue at
# javisor_guarded_msr_fault. Both return 1 if that happened, else 0.
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

.globl javisor_guarded_msr_fault
javisor_guarded_msr_fault:
    movl    $1, %eax
    ret
