# Address line 20: with it off, every odd MiB shows the even one below. Most BIOSes boot with it on; else the ways to switch it are
# tried from the safest to the crudest. It is left on whatever happens: that is what boot sectors find on most machines.
.code16
.text

# CF set: failed, SI = what to say.
enable_a20:
    call    a20_is_on
    jnc     0f
    movw    $0x2401, %ax            # Ralf Brown, INT 15h AX=2401h
    int     $0x15
    call    a20_is_on
    jnc     0f

    cli                             # the keyboard controller: write D1h, output port with bit 1 (IBM AT Technical Reference)
    movb    $0xAD, %al
    call    keyboard_command
    movb    $0xD1, %al
    call    keyboard_command
    call    keyboard_wait
    movb    $0xDF, %al
    outb    %al, $0x60
    movb    $0xAE, %al
    call    keyboard_command
    call    keyboard_wait
    sti
    call    a20_is_on
    jnc     0f

    inb     $0x92, %al              # PS/2 system control port A; bit 0 would reset the machine
    testb   $2, %al
    jnz     1f
    orb     $2, %al
    andb    $0xFE, %al
    outb    %al, $0x92
1:  call    a20_is_on
    movw    $a20_text, %si
0:  ret

keyboard_command:
    call    keyboard_wait
    outb    %al, $0x64
    ret

# Waits until the keyboard controller takes a byte; not for ever, there may be none.
keyboard_wait:
    pushw   %ax
    pushw   %cx
    xorw    %cx, %cx
0:  inb     $0x64, %al
    testb   $2, %al
    loopnz  0b
    popw    %cx
    popw    %ax
    ret

# CF clear if FFFF:0510 is another byte than 0000:0500. The line may need time, so a no is asked for again.
a20_is_on:
    pushaw
    pushw   %es
    movw    $0xFFFF, %ax
    movw    %ax, %es
    movw    $0x0500, %si
    movw    $0x0510, %di
    movw    (%si), %ax
    pushw   %ax
    movw    %es:(%di), %bx
    movw    $0x4000, %cx
0:  incw    %ax
    movw    %ax, (%si)
    outb    %al, $0x80              # takes about a microsecond, and gives the write time to arrive
    cmpw    %es:(%di), %ax
    jne     1f
    loop    0b
    stc
    jmp     2f
1:  clc
2:  popw    %ax
    movw    %ax, (%si)
    popw    %es
    popaw
    ret

a20_text:
    .asciz  "Address line 20 cannot be switched on."
