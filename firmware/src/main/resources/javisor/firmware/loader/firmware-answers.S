# What the BIOS answers to the older memory calls, and its vectors, kept for the hypervisor: it answers these calls in the BIOS's
# stead later, with its own memory left out. Numbers and registers are from Ralf Brown's Interrupt List, INT 15h.
.code16
.text
ask_firmware:
    movl    0x13 * 4, %eax
    movl    %eax, LOW_BOOT_INFO + BI_INTERRUPT_VECTOR13
    movl    0x15 * 4, %eax
    movl    %eax, LOW_BOOT_INFO + BI_INTERRUPT_VECTOR15
    movb    BDA_VIDEO_MODE, %al
    movb    %al, LOW_BOOT_INFO + BI_VIDEO_MODE

    movw    $0xE801, %ax            # KiB from 1 to 16 MiB in AX and CX, 64 KiB blocks above in BX and DX
    xorw    %bx, %bx
    xorw    %cx, %cx
    xorw    %dx, %dx
    stc                             # a BIOS that does not know the call may leave the flag as it is
    int     $0x15
    setc    LOW_BOOT_INFO + BI_E801_CARRY
    movw    %ax, LOW_BOOT_INFO + BI_E801_AX
    movw    %bx, LOW_BOOT_INFO + BI_E801_BX
    movw    %cx, LOW_BOOT_INFO + BI_E801_CX
    movw    %dx, LOW_BOOT_INFO + BI_E801_DX

    movw    $0x8800, %ax            # KiB above 1 MiB in AX
    stc
    int     $0x15
    setc    LOW_BOOT_INFO + BI_E88_CARRY
    movw    %ax, LOW_BOOT_INFO + BI_E88_AX

    movw    $0xDA88, %ax            # KiB above 1 MiB in CL:BX
    xorw    %bx, %bx
    xorw    %cx, %cx
    stc
    int     $0x15
    setc    LOW_BOOT_INFO + BI_DA88_CARRY
    movw    %bx, LOW_BOOT_INFO + BI_DA88_BX
    movb    %cl, LOW_BOOT_INFO + BI_DA88_CL

    movw    $LOW_SECTOR, %di        # a table at DS:SI, at most 42h bytes
    movw    %di, %si
    movw    $64, %cx
    xorb    %al, %al
    pushw   %cx
    pushw   %si
    rep stosb
    movw    $0xC700, %ax
    stc
    int     $0x15
    setc    LOW_BOOT_INFO + BI_C7_CARRY
    xorw    %ax, %ax
    movw    %ax, %ds
    movw    %ax, %es
    cld
    popw    %si
    popw    %cx
    movw    $LOW_BOOT_INFO + BI_C7_TABLE, %di
    rep movsb
    sti
    ret
