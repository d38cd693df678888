# The last part of init-sipi.S: tables and variables.
    .macro  field address, name
    .long   \address
    .asciz  " \name="
    .endm
text_ok:
    .asciz  "ok "
text_failed:
    .asciz  "FAILED "
text_vendor:
    .asciz  "vendor"
vendor_field:
    .ascii  " name="
vendor_name:
    .asciz  "............"
line_end:
    .asciz  "\r\n"
summary_fields:
    field   checks, checks
    field   failures, failed
    .long   0
failure_fields:
    field   failed_step, step
    field   failed_got, got
    field   failed_wanted, wanted
    .long   0
exception_fields:
    field   x_processor, processor
    field   x_vector, vector
    field   x_first, first
    field   x_second, second
    .long   0
processor_fields:
    field   processors, count
    .long   0
restart_fields:
    field   r_cr0, cr0
    field   r_svr, svr
    .long   0
    .balign 4
state_fields:
    .irp    register, eax, ebx, ecx, esp, ebp, esi, edi, eflags, ip, ds, es, fs, gs, ss, cr0, cr2, cr3, cr4
    field   r_\register, \register
    .endr
    .irp    register, dr0, dr1, dr2, dr3, dr6, dr7, ldt, tr, limit
    field   r_\register, \register
    .endr
    field   r_gdt, gdt-limit
    field   r_gdt+2, gdt-base
    field   r_idt, idt-limit
    field   r_idt+2, idt-base
    field   r_fcw, fcw
    field   r_fsw, fsw
    field   r_mxcsr, mxcsr
    field   r_xmm0, xmm0
    field   r_xcr0, xcr0
    field   msr_apic_base, apic-base
    field   msr_efer, efer
    field   msr_pat, pat
    field   msr_pat+4, pat-high
    field   msr_sysenter, sysenter-cs
    field   msr_sysenter+12, sysenter-esp
    field   msr_sysenter+24, sysenter-eip
    field   msr_star+4, star-high
    field   msr_star+12, lstar
    field   msr_star+24, fmask
    field   msr_star+36, fs-base
    field   msr_star+48, gs-base
    field   msr_star+60, kernel-gs-base
    field   msr_tsc_aux, tsc-aux
    .long   0
apic_fields:
    .set    offset, 0
    .irp    name, version, tpr, ldr, svr, irr, esr, icr, timer, performance, lint0, lint1, error, initial, divide
    field   r_apic+offset, \name
    .set    offset, offset + 4
    .endr
    field   r_dfr, dfr
    .long   0
    .balign 4
apic_offsets:
    .long   0x30, 0x80, 0xD0, 0xF0, 0x230, 0x280, 0x300, 0x320, 0x340, 0x350, 0x360, 0x370, 0x380, 0x3E0
apic_offsets_end:
cpuid_leaves:
    .long   0, 1, 0x80000000, 0x80000001, 0x80000002, 0x80000003, 0x80000004
cpuid_leaves_end:
    .macro  msr number
    .long   \number, 0, 0
    .endm
    # Read at a processor's start: number, low, high
msrs:
    .equ    msr_apic_base, msrs + 4
    msr     0x1B
    .equ    msr_efer, . + 4
    msr     0xC0000080
    .equ    msr_pat, . + 4
    msr     0x277
    .equ    msr_sysenter, . + 4
    msr     0x174
    msr     0x175
    msr     0x176
    .equ    msr_star, . + 4
    msr     0xC0000081
    msr     0xC0000082
    msr     0xC0000084
    msr     0xC0000100
    msr     0xC0000101
    msr     0xC0000102
    .equ    msr_tsc_aux, . + 4
    msr     0xC0000103
msrs_end:
msrs_spoilt:
    .long   0x277, 0x00070106, 0x00070406
    .long   0x174, 0x8, 0
    .long   0x175, 0x33330000, 0
    .long   0x176, 0x44440000, 0
    .long   0xC0000080, 0x1, 0
    .long   0xC0000081, 0x1234, 0x00180008
    .long   0xC0000082, 0x55550000, 0
    .long   0xC0000084, 0x200, 0
    .long   0xC0000100, 0x66660000, 0
    .long   0xC0000101, 0x77770000, 0
    .long   0xC0000102, 0x88880000, 0
    .long   0xC0000103, 0x99, 0
msrs_spoilt_end:
spoilt_fcw:
    .word   0x27F
    .balign 4
spoilt_mxcsr:
    .long   0x1FA0
store:
    .long   store_by_mov_absolute
mode:
    .long   loop_masked
dfr:
    .long   0xFFFFFFFF
target:
    .long   -1
vector:
    .long   LOW_VECTOR
title:
    .long   0
high_vector:
    .long   0
    # All are 0 at the begin.
    .irp    name, step, failed_step, failed_got, failed_wanted, checks, failures, processors, boot_processor, spoil, go, victim, x2apic
\name:
    .long   0
    .endr
    .irp    name, x_vector, x_first, x_second, x_processor, entries, moved, r_signature, r_svr
\name:
    .long   0
    .endr
    .irp    register, eax, ebx, ecx, edx, esp, ebp, esi, edi, eflags, ip, cs, ds, es, fs, gs, ss, cr0, cr2, cr3, cr4, dr0, dr1
r_\register:
    .long   0
    .endr
    .irp    register, dr2, dr3, dr6, dr7, ldt, tr, limit, fcw, fsw, mxcsr, xcr0, dfr
r_\register:
    .long   0
    .endr
    # The first doubleword of a descriptor table's register is its limit and half its base.
r_gdt:
    .quad   0
r_idt:
    .quad   0
    .balign 16
r_xmm0:
    .quad   0, 0
r_apic:
    .fill   14, 4, 0
r_cpuid:
    .fill   7 * 4, 4, 0
own_cpuid:
    .fill   7 * 4, 4, 0
    # By the number of the processor
    .irp    name, starts, before, alive, phase, ipis, nmis, logical
\name:
    .fill   CPUS, 4, 0
    .endr
    # What was in `ipis` and `nmis`
taken:
    .fill   2 * CPUS, 4, 0
    .macro  gate handler
    .word   \handler, CODE, 0x8E00, 0
    .endm
    .balign 8
idt:
    gate    exception0
    gate    exception1
    gate    nmi
    .irp    number, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17, 18, 19
    gate    exception\number
    .endr
    .fill   IPI - 20, 8, 0
    gate    interrupt
    .fill   SPURIOUS - IPI - 1, 8, 0
    gate    spurious
    .fill   PENDING - SPURIOUS - 1, 8, 0
    gate    end_of_interrupt
    .org    0xFE00 - 0x7C00
