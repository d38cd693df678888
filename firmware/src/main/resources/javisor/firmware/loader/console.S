# Messages on the screen and on COM1. The serial port is set up by the first message, so that a good start leaves it untouched.
.code16
.text

# Prints `[javisor] `, the text at SI and the end of the line. Keeps all registers.
print_line:
    pushw   %si
    call    begin_line
    call    print
    call    end_line
    popw    %si
    ret

begin_line:
    pushw   %si
    movw    $prefix_text, %si
    call    print
    popw    %si
    ret

end_line:
    pushw   %si
    movw    $line_end_text, %si
    call    print
    popw    %si
    ret

# Prints the text at SI, which ends with 0.
print:
    pushaw
    call    set_up_serial_port
0:  lodsb
    testb   %al, %al
    jz      1f
    call    print_character
    jmp     0b
1:  popaw
    ret

# Prints AL as two hexadecimal digits and `h`, as BIOS manuals write numbers.
print_hexadecimal:
    pushaw
    aam     $16
    movw    %ax, %bx
    movb    %bh, %al
    call    print_digit
    movb    %bl, %al
    call    print_digit
    movb    $'h', %al
    call    print_character
    popaw
    ret

print_digit:
    cmpb    $10, %al
    sbbb    $0x69, %al              # the shortest way from a nibble to its digit, via the decimal adjustment
    das

# Prints AL with INT 10h AH=0Eh and on COM1. A port that is missing or stuck costs time, nothing else.
print_character:
    pushaw
    pushw   %ax
    movb    $0x0E, %ah
    movw    $7, %bx
    int     $0x10
    movw    $COM1 + 5, %dx
    xorw    %cx, %cx
0:  inb     %dx, %al
    testb   $0x20, %al              # line status: transmitter empty
    loopz   0b
    popw    %ax
    movw    $COM1, %dx
    outb    %al, %dx
    popaw
    ret

# 115200 baud, 8 bits, no parity, 1 stop bit, interrupts off, FIFO on (PC16550D, 8.0).
set_up_serial_port:
    cmpb    $0, serial_port_ready
    jne     1f
    pushaw
    incb    serial_port_ready
    movw    $serial_port_values, %si
    movw    $6, %cx
0:  lodsb
    movw    $COM1, %dx
    addb    %al, %dl
    lodsb
    outb    %al, %dx
    loop    0b
    popaw
1:  ret

serial_port_values:                 # register, value
    .byte   1, 0x00
    .byte   3, 0x83
    .byte   0, 0x01
    .byte   1, 0x00
    .byte   3, 0x03
    .byte   2, 0x07
serial_port_ready:
    .byte   0
prefix_text:
    .asciz  "[javisor] "
line_end_text:
    .asciz  "\r\n"
    .set    COM1, 0x3F8
