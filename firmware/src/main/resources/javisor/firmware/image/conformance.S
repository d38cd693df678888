# What the conformance suite of the test operating system cannot say in Java: single instructions that may fault, and the handler
# that writes down what they did. Each attempt is a function conformance_NAME(rdi, rsi): RAX = rdi, RCX = rsi, RDX = 0, the
# instruction, return with RAX as it left it. If it faults, the handler records the fault and returns behind the instruction.
.code64

    .set    RECORD_VECTOR, 0x00     # -1: nothing happened
    .set    RECORD_ERROR, 0x08
    .set    RECORD_RIP, 0x10
    .set    RECORD_EXPECTED, 0x18   # where a fault of the attempted instruction would say it was
    .set    RECORD_CR2, 0x20
    .set    RECORD_DR6, 0x28
    .set    RECORD_STACK, 0x30      # RSP in the handler
    .set    RECORD_COUNT, 0x38      # exceptions and interrupts so far
    .set    RECORD_RESUME, 0x40     # where to go on; 0: where it happened
    .set    RECORD_BYTES, 0x48

    .set    FRAME_VECTOR, 16        # behind RDX and RAX
    .set    FRAME_ERROR, 24
    .set    FRAME_RIP, 32
    .set    FRAME_RFLAGS, 48
    .set    TRAP_FLAG, 1 << 8
    .set    RESUME_FLAG, 1 << 16
    .set    CARRY_FLAG, 1 << 0
    .set    DR6_CLEAR, 0xFFFF0FF0

    .set    VECTOR_DEBUG, 1
    .set    VECTOR_BREAKPOINT, 3
    .set    FIRST_INTERRUPT, 32
    .set    VECTORS, 48
    .set    PIC_COMMAND, 0x20
    .set    PIC_END_OF_INTERRUPT, 0x20

    .set    WITH_ERROR_CODE, (1 << 8) | (1 << 10) | (1 << 11) | (1 << 12) | (1 << 13) | (1 << 14) | (1 << 17) | (1 << 21) | (1 << 29) | (1 << 30)

.section .bss.conformance, "aw", @nobits
.balign 4096
.globl conformance_descriptors
conformance_descriptors:
    .skip   4096
.globl conformance_record
conformance_record:
    .skip   RECORD_BYTES
.balign 16
vectors_before:
    .skip   256
vectors_after:
    .skip   256
stack_before:
    .skip   8
    .balign 16
    .skip   4096
.globl conformance_interrupt_stack_top
conformance_interrupt_stack_top:

.text
.balign 16
.globl conformance_stubs
conformance_stubs:
    .set    vector, 0
    .rept   VECTORS
    .balign 16
    .if     vector >= 32 || ((WITH_ERROR_CODE >> vector) & 1) == 0
    pushq   $0
    .endif
    pushq   $vector
    jmp     record_exception
    .set    vector, vector + 1
    .endr

record_exception:
    pushq   %rax
    pushq   %rdx
    movq    FRAME_VECTOR(%rsp), %rax
    movq    %rax, conformance_record + RECORD_VECTOR(%rip)
    movq    FRAME_ERROR(%rsp), %rax
    movq    %rax, conformance_record + RECORD_ERROR(%rip)
    movq    FRAME_RIP(%rsp), %rax
    movq    %rax, conformance_record + RECORD_RIP(%rip)
    movq    %cr2, %rax
    movq    %rax, conformance_record + RECORD_CR2(%rip)
    movq    %dr6, %rax
    movq    %rax, conformance_record + RECORD_DR6(%rip)
    movq    %rsp, conformance_record + RECORD_STACK(%rip)
    incq    conformance_record + RECORD_COUNT(%rip)
    movl    $DR6_CLEAR, %eax
    movq    %rax, %dr6
    andq    $~TRAP_FLAG, FRAME_RFLAGS(%rsp)
    orq     $RESUME_FLAG, FRAME_RFLAGS(%rsp)
    movq    conformance_record + RECORD_RESUME(%rip), %rax
    testq   %rax, %rax
    jz      1f
    movq    %rax, FRAME_RIP(%rsp)
    movq    $0, conformance_record + RECORD_RESUME(%rip)
    jmp     2f
1:  movq    FRAME_VECTOR(%rsp), %rax
    cmpq    $FIRST_INTERRUPT, %rax
    jb      3f
    movb    $PIC_END_OF_INTERRUPT, %al
    outb    %al, $PIC_COMMAND
    jmp     2f
3:  cmpq    $VECTOR_BREAKPOINT, %rax
    ja      unexpected
    cmpq    $VECTOR_DEBUG, %rax
    jb      unexpected
2:  popq    %rdx
    popq    %rax
    addq    $16, %rsp
    iretq

unexpected:
    movq    FRAME_VECTOR(%rsp), %rdi
    movq    FRAME_RIP(%rsp), %rsi
    andq    $-16, %rsp
    cld
    call    conformance_unexpected
0:  hlt
    jmp     0b

.macro attempt name, instruction:vararg
.globl conformance_\name
conformance_\name:
    movq    $-1, conformance_record + RECORD_VECTOR(%rip)
    leaq    8f(%rip), %rax
    movq    %rax, conformance_record + RECORD_EXPECTED(%rip)
    leaq    9f(%rip), %rax
    movq    %rax, conformance_record + RECORD_RESUME(%rip)
    movq    %rdi, %rax
    movq    %rsi, %rcx
    xorl    %edx, %edx
8:  \instruction
9:  movq    $0, conformance_record + RECORD_RESUME(%rip)
    ret
.endm

attempt vmrun, .byte 0x0F, 0x01, 0xD8
attempt vmmcall, .byte 0x0F, 0x01, 0xD9
attempt vmload, .byte 0x0F, 0x01, 0xDA
attempt vmsave, .byte 0x0F, 0x01, 0xDB
attempt stgi, .byte 0x0F, 0x01, 0xDC
attempt clgi, .byte 0x0F, 0x01, 0xDD
attempt skinit, .byte 0x0F, 0x01, 0xDE
attempt invlpga, .byte 0x0F, 0x01, 0xDF
attempt vmcall, .byte 0x0F, 0x01, 0xC1
attempt vmlaunch, .byte 0x0F, 0x01, 0xC2
attempt vmxon, vmxon (%rax)
attempt vmclear, vmclear (%rax)
attempt vmptrld, vmptrld (%rax)
attempt vmptrst, vmptrst (%rax)
attempt vmread, vmread %rax, %rcx
attempt vmwrite, vmwrite %rcx, %rax
attempt vmresume, .byte 0x0F, 0x01, 0xC3
attempt vmxoff, .byte 0x0F, 0x01, 0xC4
attempt vmfunc, .byte 0x0F, 0x01, 0xD4
attempt invept, invept (%rax), %rcx
attempt invvpid, invvpid (%rax), %rcx
attempt getsec, .byte 0x0F, 0x37
attempt undefined, ud2
attempt set_cr0, movq %rax, %cr0
attempt set_cr4, movq %rax, %cr4
attempt divide, divl %edx
attempt load, movq (%rax), %rax
attempt store, movq %rcx, (%rax)
attempt bad_segment, movw %ax, %ds
attempt rdtscp, rdtscp
attempt rdrand, rdrand %rax
attempt rdseed, rdseed %rax
attempt clflushopt, clflushopt (%rax)
attempt clwb, clwb (%rax)
attempt invpcid, invpcid (%rax), %rcx
attempt rdfsbase, rdfsbase %rax
attempt rdpid, rdpid %rax
attempt rdpkru, rdpkru
attempt wbinvd, wbinvd
attempt crc32, crc32q %rcx, %rax
attempt popcnt, popcntq %rcx, %rax
attempt tzcnt, tzcntq %rcx, %rax
attempt lzcnt, lzcntq %rcx, %rax
attempt andn, andnq %rax, %rcx, %rax
attempt pdep, pdepq %rcx, %rax, %rax
attempt adcx, adcxq %rcx, %rax
attempt movbe, movbeq (%rax), %rax
attempt cmpxchg16b, cmpxchg16b (%rax)

# The two together, so that nothing that matters is lost with the caches.
.globl conformance_invd
conformance_invd:
    movq    $-1, conformance_record + RECORD_VECTOR(%rip)
    leaq    9f(%rip), %rax
    movq    %rax, conformance_record + RECORD_RESUME(%rip)
    wbinvd
    invd
9:  movq    $0, conformance_record + RECORD_RESUME(%rip)
    ret

# rdmsr(msr): the value.
.globl conformance_rdmsr
conformance_rdmsr:
    movq    $-1, conformance_record + RECORD_VECTOR(%rip)
    leaq    8f(%rip), %rax
    movq    %rax, conformance_record + RECORD_EXPECTED(%rip)
    leaq    9f(%rip), %rax
    movq    %rax, conformance_record + RECORD_RESUME(%rip)
    movl    %edi, %ecx
    xorl    %eax, %eax
    xorl    %edx, %edx
8:  rdmsr
9:  movq    $0, conformance_record + RECORD_RESUME(%rip)
    shlq    $32, %rdx
    orq     %rdx, %rax
    ret

# wrmsr(msr, value) and xsetbv(register, value).
.macro write name, instruction
.globl conformance_\name
conformance_\name:
    movq    $-1, conformance_record + RECORD_VECTOR(%rip)
    leaq    8f(%rip), %rax
    movq    %rax, conformance_record + RECORD_EXPECTED(%rip)
    leaq    9f(%rip), %rax
    movq    %rax, conformance_record + RECORD_RESUME(%rip)
    movl    %edi, %ecx
    movl    %esi, %eax
    movq    %rsi, %rdx
    shrq    $32, %rdx
8:  \instruction
9:  movq    $0, conformance_record + RECORD_RESUME(%rip)
    ret
.endm

write wrmsr, wrmsr
write xsetbv, xsetbv

.macro set_register name, register
.globl conformance_\name
conformance_\name:
    movq    $-1, conformance_record + RECORD_VECTOR(%rip)
    leaq    8f(%rip), %rax
    movq    %rax, conformance_record + RECORD_EXPECTED(%rip)
    leaq    9f(%rip), %rax
    movq    %rax, conformance_record + RECORD_RESUME(%rip)
8:  movq    %rdi, \register
9:  movq    $0, conformance_record + RECORD_RESUME(%rip)
    ret
.endm

set_register set_cr8, %cr8
set_register set_dr0, %dr0
set_register set_dr7, %dr7

# set_debug_addresses(first): DR0 to DR3, each 1000h after the last. debug_addresses_kept(first): whether they still are.
.globl conformance_set_debug_addresses
conformance_set_debug_addresses:
    movq    %rdi, %dr0
    addq    $0x1000, %rdi
    movq    %rdi, %dr1
    addq    $0x1000, %rdi
    movq    %rdi, %dr2
    addq    $0x1000, %rdi
    movq    %rdi, %dr3
    ret

.globl conformance_debug_addresses_kept
conformance_debug_addresses_kept:
    xorl    %eax, %eax
    movq    %dr0, %rcx
    cmpq    %rdi, %rcx
    jne     1f
    addq    $0x1000, %rdi
    movq    %dr1, %rcx
    cmpq    %rdi, %rcx
    jne     1f
    addq    $0x1000, %rdi
    movq    %dr2, %rcx
    cmpq    %rdi, %rcx
    jne     1f
    addq    $0x1000, %rdi
    movq    %dr3, %rcx
    cmpq    %rdi, %rcx
    jne     1f
    incl    %eax
1:  ret

# INT3: a trap, so the address it reports is the next instruction's.
.globl conformance_breakpoint
conformance_breakpoint:
    movq    $-1, conformance_record + RECORD_VECTOR(%rip)
    leaq    8f(%rip), %rax
    movq    %rax, conformance_record + RECORD_EXPECTED(%rip)
    int3
8:  ret

# What a breakpoint in DR0 can be set at.
.globl conformance_target
.globl conformance_target_call
conformance_target_call:
    movq    $-1, conformance_record + RECORD_VECTOR(%rip)
    leaq    conformance_target(%rip), %rax
    movq    %rax, conformance_record + RECORD_EXPECTED(%rip)
conformance_target:
    nop
    ret

# CPUID with the trap flag set: the trap comes behind it.
.globl conformance_step_cpuid
conformance_step_cpuid:
    pushq   %rbx
    movq    $-1, conformance_record + RECORD_VECTOR(%rip)
    leaq    8f(%rip), %rax
    movq    %rax, conformance_record + RECORD_EXPECTED(%rip)
    xorl    %eax, %eax
    xorl    %ecx, %ecx
    pushfq
    orq     $TRAP_FLAG, (%rsp)
    popfq
    cpuid
8:  popq    %rbx
    ret

# CPUID behind STI, which holds interrupts off for one instruction: a pending one comes behind CPUID.
.globl conformance_shadowed_cpuid
conformance_shadowed_cpuid:
    pushq   %rbx
    movq    $-1, conformance_record + RECORD_VECTOR(%rip)
    leaq    8f(%rip), %rax
    movq    %rax, conformance_record + RECORD_EXPECTED(%rip)
    xorl    %eax, %eax
    xorl    %ecx, %ecx
    sti
    cpuid
8:  cli
    popq    %rbx
    ret

# Lets interrupts in for a while: halted until the first.
.globl conformance_halt
conformance_halt:
    movq    $-1, conformance_record + RECORD_VECTOR(%rip)
    leaq    8f(%rip), %rax
    movq    %rax, conformance_record + RECORD_EXPECTED(%rip)
    sti
    hlt
8:  cli
    ret

# cpuid_keeps_registers(leaf, subleaf): a bit for each general register that was changed and should not be, bit 0 also for
# upper halves that are not zero, bit 4 for flags.
.globl conformance_cpuid_keeps_registers
conformance_cpuid_keeps_registers:
    pushq   %rbx
    pushq   %rbp
    pushq   %r12
    pushq   %r13
    pushq   %r14
    pushq   %r15
    movq    $0xA5A5A5A500000000, %rax
    movq    %rax, %rbx
    movq    %rax, %rcx
    movq    %rax, %rdx
    orq     %rdi, %rax
    orq     %rsi, %rcx
    movq    $0x0505050505050505, %rbp
    movq    $0x0606060606060606, %rsi
    movq    $0x0707070707070707, %rdi
    movq    $0x0808080808080808, %r8
    movq    $0x0909090909090909, %r9
    movq    $0x0A0A0A0A0A0A0A0A, %r10
    movq    $0x0B0B0B0B0B0B0B0B, %r11
    movq    $0x0C0C0C0C0C0C0C0C, %r12
    movq    $0x0D0D0D0D0D0D0D0D, %r13
    movq    $0x0E0E0E0E0E0E0E0E, %r14
    movq    $0x0F0F0F0F0F0F0F0F, %r15
    movq    %rsp, stack_before(%rip)
    stc
    cpuid
    pushfq
    addq    $8, %rsp
    movq    %rax, vectors_after(%rip)
    movq    %rbx, vectors_after + 8(%rip)
    movq    %rcx, vectors_after + 16(%rip)
    movq    %rdx, vectors_after + 24(%rip)
    movq    -8(%rsp), %rdx
    xorl    %eax, %eax
    cmpl    $0, vectors_after + 4(%rip)
    jne     1f
    cmpl    $0, vectors_after + 12(%rip)
    jne     1f
    cmpl    $0, vectors_after + 20(%rip)
    jne     1f
    cmpl    $0, vectors_after + 28(%rip)
    je      2f
1:  orl     $1, %eax
2:  cmpq    %rsp, stack_before(%rip)
    je      3f
    movq    stack_before(%rip), %rsp
    orl     $1 << 4, %eax
3:  testl   $CARRY_FLAG, %edx
    jnz     4f
    orl     $1 << 4, %eax
4:
.macro compare register, number
    movq    $0x0101010101010101 * \number, %rcx
    cmpq    %rcx, \register
    je      5f
    orl     $1 << \number, %eax
5:
.endm
    compare %rbp, 5
    compare %rsi, 6
    compare %rdi, 7
    compare %r8, 8
    compare %r9, 9
    compare %r10, 10
    compare %r11, 11
    compare %r12, 12
    compare %r13, 13
    compare %r14, 14
    compare %r15, 15
    popq    %r15
    popq    %r14
    popq    %r13
    popq    %r12
    popq    %rbp
    popq    %rbx
    ret

# cpuid_keeps_vectors(): 0 if XMM0 to XMM15 are what they were. CR4.OSFXSR is set.
.globl conformance_cpuid_keeps_vectors
conformance_cpuid_keeps_vectors:
    pushq   %rbx
    leaq    vectors_before(%rip), %r8
    leaq    vectors_after(%rip), %r9
    xorl    %eax, %eax
1:  leal    3(%rax, %rax, 4), %ecx
    movb    %cl, (%r8, %rax)
    incl    %eax
    cmpl    $256, %eax
    jne     1b
    .irp    n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
    movups  16 * \n(%r8), %xmm\n
    .endr
    xorl    %eax, %eax
    xorl    %ecx, %ecx
    cpuid
    .irp    n, 0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15
    movups  %xmm\n, 16 * \n(%r9)
    .endr
    movq    %r8, %rsi
    movq    %r9, %rdi
    movl    $32, %ecx
    cld
    repe    cmpsq
    setne   %al
    movzbl  %al, %eax
    popq    %rbx
    ret

.globl conformance_task_register
conformance_task_register:
    xorl    %eax, %eax
    str     %ax
    ret

# Without a table there is no way to deliver the exception, nor the two that follow from it.
.globl conformance_triple_fault
conformance_triple_fault:
    pushq   $0
    pushq   $0
    lidt    (%rsp)
    ud2
