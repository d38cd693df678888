# Puts the BIOS stub, which stands in sector 8, in front of INT 13h with drives 80h and 81h exchanged, makes calls and tells on COM1
# what comes back: name, AX, BX, CX, DX, FLAGS and two words of the buffer.
.code16
.text
swap:
    cli
    cld
    xorw    %ax, %ax
    movw    %ax, %ds
    movw    %ax, %es
    movw    %ax, %ss
    movw    $0x7C00, %sp
    sti
    movw    $program_packet, %si
    movb    $0x42, %ah
    int     $0x13
    movw    $stub_packet, %si
    movb    $0x42, %ah
    int     $0x13
    movw    $0x3FB, %dx
    movb    $3, %al
    outb    %al, %dx
    jmp     install

    .balign 4
program_packet:
    .byte   16, 0
    .word   7, 0x7E00, 0
    .quad   1
stub_packet:
    .byte   16, 0
    .word   1, 0, SEGMENT
    .quad   8
buffer_packet:
    .byte   16, 0
    .word   1, 0x600, 0
    .quad   0
bad_packet:
    .byte   16, 0
    .word   1, 0x600, 0
    .quad   0x7FFFFFFF
    .org    510
    .word   0xAA55

install:
    movl    0x13 * 4, %eax
    movl    %eax, real_bios
    movw    $SEGMENT, %ax
    movw    %ax, %es
    movw    $bios, %es:INT13_OLD
    movw    $0, %es:INT13_OLD + 2
    movw    $0x8180, %es:INT13_DRIVES
    movw    $INT13_ENTRY, 0x13 * 4
    movw    %ax, 0x13 * 4 + 2

    .macro  try name, ax, dx, packet
    movw    $\name, %di
    movw    $\ax, %ax
    movw    $\dx, %dx
    movw    $\packet, %si
    call    make_call
    .endm
    try     read80, 0x4200, 0x80, buffer_packet
    try     read81, 0x4200, 0x81, buffer_packet
    try     read82, 0x4200, 0x82, buffer_packet
    try     bad80, 0x4200, 0x80, bad_packet
    try     count80, 0x0800, 0x80, buffer_packet
    try     count82, 0x0800, 0x82, buffer_packet
    try     size80, 0x1500, 0x80, buffer_packet
    try     size81, 0x1500, 0x81, buffer_packet
    try     services80, 0x4100, 0x80, buffer_packet
    movw    $66, 0x600
    try     edd80, 0x4800, 0x80, 0x600
    try     reset81, 0x0000, 0x81, buffer_packet
    movb    $1, nest
    try     nested80, 0x4200, 0x80, buffer_packet
    movw    $text_done, %si
    call    print
    movw    $0x604, %dx
    movw    $0x2000, %ax
    outw    %ax, %dx
0:  hlt
    jmp     0b

# What stands behind the stub: the BIOS, which if `nest` is set calls INT 13h itself, in its own numbers, before it does its work.
bios:
    cmpb    $0, nest
    je      0f
    movb    $0, nest
    pushw   %ax
    pushw   %dx
    movb    $0x81, %dl
    movb    $0x42, %ah
    int     $0x13
    popw    %dx
    popw    %ax
0:  ljmp    *real_bios

make_call:
    pushw   %di
    xorw    %cx, %cx
    movw    %cx, %es
    movw    $0x55AA, %bx
    movw    %cx, 0x600 + 508
    std
    int     $0x13
    pushfw
    cld
    movw    %sp, %bp
    pushw   %dx
    pushw   %cx
    pushw   %bx
    pushw   %ax
    movw    2(%bp), %si
    call    print
    popw    %ax
    call    word
    popw    %ax
    call    word
    popw    %ax
    call    word
    popw    %ax
    call    word
    popw    %ax
    call    word
    movw    0x600 + 508, %ax
    call    word
    movw    0x600 + 16, %ax
    call    word
    movw    $text_end, %si
    call    print
    popw    %di
    ret

word:
    pushw   %ax
    movb    %ah, %al
    call    byte
    popw    %ax
    call    byte
    movb    $' ', %al
    jmp     put
byte:
    aam     $16
    movb    %al, %bl
    movb    %ah, %al
    call    digit
    movb    %bl, %al
digit:
    cmpb    $10, %al
    sbbb    $0x69, %al
    das
put:
    movw    $0x3FD, %dx
    xchgb   %al, %ah
0:  inb     %dx, %al
    testb   $0x20, %al
    jz      0b
    xchgb   %al, %ah
    movw    $0x3F8, %dx
    outb    %al, %dx
    ret
print:
    lodsb
    testb   %al, %al
    jz      0f
    call    put
    jmp     print
0:  ret

read80: .asciz "read80 "
read81: .asciz "read81 "
read82: .asciz "read82 "
bad80: .asciz "bad80 "
count80: .asciz "count80 "
count82: .asciz "count82 "
size80: .asciz "size80 "
size81: .asciz "size81 "
services80: .asciz "services80 "
edd80: .asciz "edd80 "
reset81: .asciz "reset81 "
nested80: .asciz "nested80 "
text_end: .asciz "\r\n"
text_done: .asciz "done\r\n"
nest:
    .byte   0
real_bios:
    .long   0
    .org    8 * 512
