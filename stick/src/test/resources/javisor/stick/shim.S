# A boot sector that makes the BIOS a worse one, then starts the real boot sector, which stands in sector 1. It stays at 9000:0000
# and answers for INT 13h and INT 15h what the flags say.
.code16
.text
    .set    SEGMENT, 0x9000
shim:
    cli
    cld
    xorw    %ax, %ax
    movw    %ax, %ds
    movw    %ax, %ss
    movw    $0x7C00, %sp
    movw    $SEGMENT, %ax
    movw    %ax, %es
    movw    $0x7C00, %si
    xorw    %di, %di
    movw    $256, %cx
    rep movsw
    ljmp    $SEGMENT, $(resident - shim)
resident:
    movw    %ax, %ds
    xorw    %ax, %ax
    movw    %ax, %es
    movl    %es:0x13 * 4, %eax
    movl    %eax, old13 - shim
    movl    %es:0x15 * 4, %eax
    movl    %eax, old15 - shim
    movb    $0x42, %ah
    movw    $(packet - shim), %si
    int     $0x13
    movl    $(SEGMENT << 16) + (int13 - shim), %es:0x13 * 4
    movl    $(SEGMENT << 16) + (int15 - shim), %es:0x15 * 4
    testw   $A20_OFF, flags - shim
    jz      0f
    inb     $0x92, %al
    andb    $0xFC, %al
    outb    %al, $0x92
0:  testw   $LITTLE_LOW_MEMORY, flags - shim
    jz      0f
    movw    $128, %es:0x413
0:  ljmp    $0, $0x7C00

int15:
    cmpw    $0x2401, %ax
    movw    $A20_OFF, %bp           # a careless BIOS that does not keep BP
    je      refuse_if
    cmpw    $0xE801, %ax
    movw    $NO_E801, %bp
    je      refuse_if
    cmpw    $0xE820, %ax
    movw    $NO_E820, %bp
    jne     0f
    testw   $(ODD_E820 | BROKEN_E820), %cs:flags - shim
    jnz     odd_map
refuse_if:
    testw   %bp, %cs:flags - shim
    jnz     refuse
0:  ljmp    *%cs:old15 - shim
refuse:
    movb    $0x86, %ah
    stc
    lret    $2                      # leaves interrupts off

# Entries of 20 bytes, an empty one among them, EDX destroyed, and the end told by the carry flag. A broken map ends in the middle, with
# no signature.
odd_map:
    cmpw    $map_entries, %bx
    jae     refuse
    pushw   %si
    pushw   %di
    imulw   $20, %bx, %si
    addw    $(map - shim), %si
    movw    $10, %cx
    rep movsw %cs:(%si), %es:(%di)
    popw    %di
    popw    %si
    incw    %bx
    movl    $20, %ecx
    movl    %edx, %eax
    xorl    %edx, %edx
    testw   $BROKEN_E820, %cs:flags - shim
    jz      0f
    cmpw    $2, %bx
    jb      0f
    xorl    %eax, %eax
0:  clc
    lret    $2

int13:
    cmpb    $0x42, %ah
    jne     0f
    incb    %cs:calls - shim
    testw   $CHS_ONLY, %cs:flags - shim
    jz      1f
    cmpb    $0x81, %dl
    movb    $0x01, %ah
    je      fail
1:  testw   $FLAKY, %cs:flags - shim
    jz      1f
    testb   $3, %cs:calls - shim    # three of four fail
    movb    $0x80, %ah
    jnz     fail
1:  testw   $DEAD_AFTER_LOADER, %cs:flags - shim
    jz      1f
    cmpb    $0x80, %dl
    jne     1f
    cmpb    $1, %cs:calls - shim
    movb    $0x04, %ah
    jne     fail
1:  testw   $DEAD, %cs:flags - shim
    jz      1f
    cmpb    $0x80, %dl
    movb    $0xAA, %ah
    je      fail
1:  movb    $0x42, %ah
0:  ljmp    *%cs:old13 - shim
fail:
    movw    $0, 2(%si)              # no sector was read
    stc
    lret    $2

packet:
    .byte   16, 0
    .word   1, 0x7C00, 0
    .quad   1
map:
    .quad   0, 0x9FC00
    .long   1
    .quad   0x9FC00, 0
    .long   2
    .quad   0x100000, 0x3F00000
    .long   1
    .set    map_entries, 3
old13:
    .long   0
old15:
    .long   0
calls:
    .byte   0
    .org    508
flags:
    .word   0
    .word   0xAA55
