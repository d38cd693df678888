# The boot sector of a disk with an operating system: tells on COM1 in which state it was started, asks its BIOS for a sector, and
# powers off.
.code16
.text
os:
    movw    %sp, stack
    movb    %dl, drive
    smsww   %ax
    movw    %ax, machine_status
    movw    $0x3FB, %dx
    movb    $3, %al
    outb    %al, %dx
    movw    $text, %si
    call    print
    movb    drive, %al
    call    number
    movb    stack + 1, %al
    call    number
    movb    stack, %al
    call    number
    movb    machine_status, %al
    andb    $1, %al
    call    number
    movw    $0x0201, %ax            # its second sector says whose disk this is
    movw    $0x7E00, %bx
    movw    $0x0002, %cx
    movb    $0, %dh
    movb    drive, %dl
    int     $0x13
    movw    $0x7E00, %si
    jnc     0f
    movw    $failed, %si
0:  call    print
    movw    $0x8900, %dx            # Bochs
    movw    $shutdown, %si
    movw    $8, %cx
    rep outsb
    movw    $0x604, %dx             # QEMU q35: ACPI PM1a control
    movw    $0x2000, %ax
    outw    %ax, %dx
1:  hlt
    jmp     1b

number:
    aam     $16
    movb    %al, %bl
    movb    %ah, %al
    call    digit
    movb    %bl, %al
    call    digit
    movb    $' ', %al
    jmp     put
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

text:
    .asciz  "os: "
failed:
    .asciz  "disk error\r\n"
shutdown:
    .ascii  "Shutdown"
drive:
    .byte   0
stack:
    .word   0
machine_status:
    .word   0
    .org    510
    .word   0xAA55
    .asciz  "own disk\r\n"
    .org    1024
