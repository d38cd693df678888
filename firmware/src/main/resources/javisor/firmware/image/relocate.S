# javisor_relocate(from RDI, to RSI, bytes RDX, pml4 RCX), all physical: copies the image through the physical window and goes on in
# the copy. Nothing touches the stack between the copy and the new CR3, so the copied stack is exact.
.code64
.text
.globl javisor_relocate
javisor_relocate:
    movabsq $WINDOW, %rax
    movq    %rcx, %r8
    movq    %rsi, %r9
    leaq    (%rax, %rdi), %rsi
    leaq    (%rax, %r9), %rdi
    movq    %rdx, %rcx
    shrq    $3, %rcx
    cld
    rep movsq
    movq    %r8, %cr3
    ret
