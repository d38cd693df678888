# The fourth part of init-sipi.S: the ways of storing EAX to the interrupt command register.

store_by_mov_absolute:
    movl    %eax, APIC + 0x300
    ret
store_by_mov_register:
    movl    $APIC, %ecx
    movl    %eax, 0x300(%ecx)
    ret
store_by_mov_index:
    pushl   %ebx
    movl    $APIC + 0x100, %ecx
    movl    $0x40, %ebx
    movl    %eax, 0x100(%ecx, %ebx, 4)
    popl    %ebx
    ret
store_by_mov_segment:
    pushl   %fs
    movw    $APIC_DATA, %cx
    movw    %cx, %fs
    movl    %eax, %fs:0x300
    popl    %fs
    ret
store_by_mov_immediate:
    movl    %eax, 1f - 4
    jmp     0f
0:  movl    $0x11223344, APIC + 0x300
1:  ret
store_by_xchg:
    movl    $APIC + 0x300, %ecx
    xchgl   %eax, (%ecx)
    ret
store_by_movnti:
    movl    $APIC + 0x300, %ecx
    movnti  %eax, (%ecx)
    mfence
    ret
store_by_stos:
    pushl   %edi
    movl    $APIC + 0x300, %edi
    stosl
    popl    %edi
    ret
store_by_movs:
    pushl   %esi
    pushl   %edi
    movl    %eax, moved
    movl    $moved, %esi
    movl    $APIC + 0x300, %edi
    movsl
    popl    %edi
    popl    %esi
    ret
store_by_pop:
    movl    $APIC + 0x300, %ecx
    pushl   %eax
    popl    (%ecx)
    ret
store_by_mov_16:
    movl    $APIC + 0x300, %ecx
    lcall   $CODE16, $1f
    ret
.code16
1:  movl    %eax, (%ecx)
    lretl
.code32
store_by_mov_64:
    movl    %eax, %ecx
    call    enter_long_mode
.code64
    movl    $APIC, %r8d
    movl    $0xC0, %r9d
    movl    %ecx, %r10d
    movl    %r10d, (%r8, %r9, 4)
    call    leave_long_mode
.code32
    ret
store_by_xchg_64:
    movl    %eax, %ecx
    call    enter_long_mode
.code64
    movl    $APIC, %r15d
    xchgl   %ecx, 0x300(%r15)
    call    leave_long_mode
.code32
    ret
store_by_mov_64_absolute:
    movl    %eax, %ecx
    call    enter_long_mode
.code64
    movl    %ecx, %eax
    movabsl %eax, APIC + 0x300
    call    leave_long_mode
.code32
    ret
    # The instruction, and what it stores to, are not where their linear addresses say.
store_by_mov_64_mapped:
    movl    %eax, %ecx
    call    enter_long_mode
.code64
    movl    $1f + SECOND_GIB, %eax
    jmp     *%rax
1:  movabsq    $FIFTH_GIB + (APIC - FOURTH_GIB) + 0x300, %rax
    movl    %ecx, (%rax)
    movl    $2f, %eax
    jmp     *%rax
2:  call    leave_long_mode
.code32
    ret
    # The instruction goes from one page over to the next, which is not its neighbour in memory.
store_by_mov_over_pages:
    pushl   %eax
    movb    $0xA3, PAGE_A + 0xFFE
    movb    $0x00, PAGE_A + 0xFFF
    movl    $0xC3FEE003, PAGE_B
    movl    %cr4, %eax
    orb     $0x10, %al
    movl    %eax, %cr4
    movl    $PAGES, %eax
    movl    %eax, %cr3
    movl    %cr0, %eax
    orl     $0x80000000, %eax
    movl    %eax, %cr0
    popl    %eax
    movl    $SECOND_GIB + 0xFFE, %ecx
    call    *%ecx
    movl    %cr0, %eax
    andl    $0x7FFFFFFF, %eax
    movl    %eax, %cr0
    movl    %cr4, %eax
    andb    $0xEF, %al
    movl    %eax, %cr4
    ret

    # Returns in 64-bit mode. Changes EAX, keeps ECX.
enter_long_mode:
    pushl   %ecx
    pushl   %edx
    movl    %cr4, %eax
    orb     $0x20, %al
    movl    %eax, %cr4
    movl    $PAGES64, %eax
    movl    %eax, %cr3
    movl    $0xC0000080, %ecx
    rdmsr
    orb     $1, %ah
    wrmsr
    popl    %edx
    popl    %ecx
    movl    %cr0, %eax
    orl     $0x80000000, %eax
    movl    %eax, %cr0
    popl    %eax
    ljmpl   $CODE64, $1f
.code64
1:  jmp     *%rax
    # Returns in protected mode without paging.
leave_long_mode:
    popq    %rax
    pushq   $CODE
    pushq   $1f
    lretq
.code32
1:  pushl   %eax
    movl    %cr0, %eax
    andl    $0x7FFFFFFF, %eax
    movl    %eax, %cr0
    movl    $0xC0000080, %ecx
    rdmsr
    andb    $0xFE, %ah
    wrmsr
    movl    %cr4, %eax
    andb    $0xDF, %al
    movl    %eax, %cr4
    ret
