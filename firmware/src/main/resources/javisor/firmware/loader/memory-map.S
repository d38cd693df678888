# The memory map: INT 15h AX=E820h, else E801h, else 88h.
.code16
.text
    .set    ENTRY_BYTES, 24
    .set    SMAP, 0x534D4150
    .set    MOST_CALLS, 1024        # a BIOS that never ends its map is asked no more than this

read_memory_map:
    xorl    %ebx, %ebx
    movw    $LOW_MEMORY_MAP, %di
    movw    $MOST_CALLS, %bp
0:  movl    $0xE820, %eax
    movl    $ENTRY_BYTES, %ecx
    movl    $SMAP, %edx             # some BIOSes destroy it, so it is set for every call
    movl    $1, 20(%di)             # a BIOS that returns 20 bytes means a valid entry (ACPI 6.5, 15.1: extended attributes)
    pushw   %bp
    pushw   %di
    pushw   %ds
    pushw   %es
    stc
    int     $0x15
    popw    %es
    popw    %ds
    popw    %di
    popw    %bp
    sti                             # some return with interrupts off
    jc      1f                      # not known, or the map ended with the entry before
    cmpl    $SMAP, %eax
    jne     5f
    cmpl    $20, %ecx
    jb      1f
    cmpl    $ENTRY_BYTES, %ecx
    jae     2f
    movl    $1, 20(%di)
2:  movl    8(%di), %eax
    orl     12(%di), %eax
    jz      3f                      # empty
    addw    $ENTRY_BYTES, %di
    incl    LOW_BOOT_INFO + BI_MEMORY_MAP_ENTRIES
    cmpl    $LOW_MEMORY_MAP_ENTRIES, LOW_BOOT_INFO + BI_MEMORY_MAP_ENTRIES
    jae     4f
3:  decw    %bp
    jz      1f
    testl   %ebx, %ebx              # 0: this was the last
    jnz     0b
    jmp     1f
5:  movl    $0, LOW_BOOT_INFO + BI_MEMORY_MAP_ENTRIES       # broke off: what is reserved may be missing
1:  cmpl    $0, LOW_BOOT_INFO + BI_MEMORY_MAP_ENTRIES
    je      old_memory_map
4:  ret

# Three ranges made from what the older calls said: low memory, 1 to 16 MiB, and above 16 MiB.
old_memory_map:
    movw    $LOW_MEMORY_MAP, %di
    xorl    %eax, %eax
    movl    LOW_BOOT_INFO + BI_CONVENTIONAL_MEMORY_KILOBYTES, %ecx
    shll    $10, %ecx
    call    add_usable
    cmpb    $0, LOW_BOOT_INFO + BI_E801_CARRY
    jne     0f
    movb    $1, LOW_BOOT_INFO + BI_MEMORY_MAP_SOURCE
    movl    $0x100000, %eax
    movzwl  LOW_BOOT_INFO + BI_E801_AX, %ecx
    movzwl  LOW_BOOT_INFO + BI_E801_BX, %edx
    movl    %ecx, %ebx
    orl     %edx, %ebx
    jnz     1f                      # some BIOSes answer in CX and DX alone
    movzwl  LOW_BOOT_INFO + BI_E801_CX, %ecx
    movzwl  LOW_BOOT_INFO + BI_E801_DX, %edx
1:  shll    $10, %ecx
    call    add_usable
    movl    $0x1000000, %eax
    movl    %edx, %ecx
    shll    $16, %ecx
    jmp     add_usable
0:  movb    $2, LOW_BOOT_INFO + BI_MEMORY_MAP_SOURCE
    xorl    %ecx, %ecx
    cmpb    %cl, LOW_BOOT_INFO + BI_E88_CARRY
    jne     add_usable
    movl    $0x100000, %eax
    movw    LOW_BOOT_INFO + BI_E88_AX, %cx
    shll    $10, %ecx

# Adds the usable range of ECX bytes at EAX to the entry at DI, if it has any.
add_usable:
    testl   %ecx, %ecx
    jz      0f
    movl    %eax, (%di)
    movl    $0, 4(%di)
    movl    %ecx, 8(%di)
    movl    $0, 12(%di)
    movl    $1, 16(%di)
    movl    $1, 20(%di)
    addw    $ENTRY_BYTES, %di
    incl    LOW_BOOT_INFO + BI_MEMORY_MAP_ENTRIES
0:  ret
