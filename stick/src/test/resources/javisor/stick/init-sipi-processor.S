# The second part of init-sipi.S: what a processor records of its state after SIPI, and what it does then. It stands at a page's begin.
.code16
    # Nothing is changed before it is recorded. The data segment begins at 0, and what is pushed wraps to below 64 KiB.
trampoline:
    movl    %eax, r_eax
    movl    %ebx, r_ebx
    movl    %ecx, r_ecx
    movl    %edx, r_edx
    movl    %esp, r_esp
    movl    %ebp, r_ebp
    movl    %esi, r_esi
    movl    %edi, r_edi
    pushfl
    popl    r_eflags
    lock incl entries
    call    1f
1:  popw    %ax
    subw    $1b - trampoline, %ax
    movw    %ax, r_ip
    movw    %cs, r_cs
    movw    %ds, r_ds
    movw    %es, r_es
    movw    %fs, r_fs
    movw    %gs, r_gs
    movw    %ss, r_ss
    .irp    register, cr0, cr2, cr3, cr4, dr0, dr1, dr2, dr3, dr6, dr7
    movl    %\register, %eax
    movl    %eax, r_\register
    .endr
    sgdtl   r_gdt
    sidtl   r_idt
    fnstcw  r_fcw
    fnstsw  r_fsw
    movl    $msrs, %esi
2:  movl    (%si), %ecx
    rdmsr
    movl    %eax, 4(%si)
    movl    %edx, 8(%si)
    addw    $12, %si
    cmpw    $msrs_end, %si
    jne     2b
    # Beyond the limit of the data segment there is #GP.
    movl    $0, r_limit
    movw    $limit_fault, 13 * 4
    movw    $0, 13 * 4 + 2
    movl    $BEYOND_LIMIT, %ebx
    movb    (%ebx), %al
limit_checked:
    lgdtl   gdt_pointer
    movl    %cr0, %eax
    andl    $0x9FFFFFFF, %eax
    orb     $1, %al
    movl    %eax, %cr0
    ljmpl   $CODE, $started
limit_fault:
    movb    $1, r_limit
    addw    $6, %sp
    ljmpw   $0, $limit_checked
trampoline_end:

.code32
started:
    movw    $DATA, %ax
    movw    %ax, %ds
    movw    %ax, %es
    movw    %ax, %fs
    movw    %ax, %gs
    movw    %ax, %ss
    call    who_am_i_without_stack
with_number:
    movl    %ebp, %esp
    shll    $10, %esp
    addl    $STACK + 0x400, %esp
    xorl    %eax, %eax
    sldt    %ax
    movl    %eax, r_ldt
    str     %ax
    movl    %eax, r_tr
    movl    %cr4, %eax
    orl     $0x200, %eax
    movl    %eax, %cr4
    stmxcsr r_mxcsr
    movups  %xmm0, r_xmm0
    movl    $1, %eax
    cpuid
    movl    %eax, r_signature
    testl   $1 << 26, %ecx
    jz      1f
    movl    %cr4, %eax
    orl     $1 << 18, %eax
    movl    %eax, %cr4
    xorl    %ecx, %ecx
    xgetbv
    movl    %eax, r_xcr0
1:  call    record_apic
    movl    $r_cpuid, %edi
    call    record_cpuid
    lidtl   idt_pointer
    cmpb    $0, x2apic
    je      2f
    call    enter_x2apic
2:  movl    $0, phase(, %ebp, 4)
    lock incl starts(, %ebp, 4)
    cmpl    $0, spoil
    je      3f
    call    spoil_state
3:  jmp     *mode

    # The local APIC's number goes to EBP. There is no stack yet.
who_am_i_without_stack:
    movl    $1, %eax
    cpuid
    shrl    $24, %ebx
    andl    $CPUS - 1, %ebx
    movl    %ebx, %ebp
    jmp     with_number

record_apic:
    xorl    %ebx, %ebx
1:  movl    apic_offsets(, %ebx, 4), %esi
    testl   $1 << 10, msr_apic_base
    jnz     2f
    movl    APIC(%esi), %eax
    jmp     3f
2:  shrl    $4, %esi
    leal    0x800(%esi), %ecx
    rdmsr
3:  movl    %eax, r_apic(, %ebx, 4)
    incl    %ebx
    cmpl    $(apic_offsets_end - apic_offsets) / 4, %ebx
    jne     1b
    xorl    %eax, %eax
    testl   $1 << 10, msr_apic_base
    jnz     4f
    movl    APIC + 0xE0, %eax
4:  movl    %eax, r_dfr
    ret

    # What CPUID says of the maker, the features and the brand goes to EDI, less the APIC's number and what follows CR4.
record_cpuid:
    xorl    %esi, %esi
1:  movl    cpuid_leaves(, %esi, 4), %eax
    xorl    %ecx, %ecx
    cpuid
    cmpl    $1, cpuid_leaves(, %esi, 4)
    jne     2f
    andl    $0x00FFFFFF, %ebx
    andl    $~(1 << 27), %ecx
2:  movl    %eax, (%edi)
    movl    %ebx, 4(%edi)
    movl    %ecx, 8(%edi)
    movl    %edx, 12(%edi)
    addl    $16, %edi
    incl    %esi
    cmpl    $(cpuid_leaves_end - cpuid_leaves) / 4, %esi
    jne     1b
    ret

enter_x2apic:
    movl    $0x1B, %ecx
    rdmsr
    orl     $0xC00, %eax
    wrmsr
    ret

    # Writes to all that INIT must set back, and to what it must leave.
spoil_state:
    .irp    register, dr0, dr1, dr2, dr3, cr2
    movl    $0x12345678, %eax
    movl    %eax, %\register
    .endr
    movl    $0xFFFF0FF1, %eax
    movl    %eax, %dr6
    movl    $0x401, %eax
    movl    %eax, %dr7
    movl    $msrs_spoilt, %esi
1:  movl    (%esi), %ecx
    movl    4(%esi), %eax
    movl    8(%esi), %edx
    wrmsr
    addl    $12, %esi
    cmpl    $msrs_spoilt_end, %esi
    jne     1b
    movw    $LDT, %ax
    lldt    %ax
    movb    $0x89, gdt + TSS + 5
    movw    $TSS, %ax
    ltr     %ax
    fninit
    fldcw   spoilt_fcw
    fldz
    ldmxcsr spoilt_mxcsr
    movups  msrs, %xmm0
    movl    %cr4, %eax
    testl   $1 << 18, %eax
    jz      2f
    xorl    %ecx, %ecx
    xorl    %edx, %edx
    movl    $3, %eax
    xsetbv
2:  cmpb    $0, x2apic
    jne     3f
    movl    $0x1FF, APIC + 0xF0
    movl    $0x80, APIC + 0x80
    movl    $0x05000000, APIC + 0xD0
    movl    $0x0FFFFFFF, APIC + 0xE0
    movl    $0xB, APIC + 0x3E0
    movl    $0x20060, APIC + 0x320
    movl    $0x400, APIC + 0x360
    movl    $0x62, APIC + 0x370
3:  ret

    # What the processors do. First: interrupts off.
loop_masked:
    movl    $0xFEDCBA98, %eax
    movl    %eax, %ecx
    movl    %eax, %edx
    movl    %eax, %ebx
    movl    %eax, %esi
    movl    %eax, %edi
    std
    stc
    jmp     loop
loop_in_pages:
    movl    %cr4, %eax
    orb     $0x10, %al
    movl    %eax, %cr4
    movl    $PAGES, %eax
    movl    %eax, %cr3
    movl    %cr0, %eax
    orl     $0x80010000, %eax
    movl    %eax, %cr0
    sti
loop:
    incl    alive(, %ebp, 4)
    jmp     loop
halt_masked:
    call    await_go
    movl    $1, phase(, %ebp, 4)
1:  hlt
    incl    alive(, %ebp, 4)
    jmp     1b
await_go:
    incl    alive(, %ebp, 4)
    cmpl    $0, go
    je      await_go
    ret
loop_in_long_mode:
    call    enter_long_mode
.code64
    sti
1:  incl    alive(, %rbp, 4)
    jmp     1b
.code32
loop_in_real_mode:
    movl    %ebp, %ebx
    shll    $2, %ebx
    addl    $alive, %ebx
    lidtl   real_idt_pointer
    movw    $DATA16, %ax
    movw    %ax, %ds
    movw    %ax, %ss
    movl    %cr0, %eax
    andb    $0xFE, %al
    ljmpl   $CODE16, $1f
.code16
1:  movl    %eax, %cr0
    ljmpw   $0, $1f
1:  xorw    %ax, %ax
    movw    %ax, %ds
    sti
1:  incl    (%bx)
    jmp     1b
.code32
