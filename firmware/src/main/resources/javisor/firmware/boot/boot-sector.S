# The boot sector: reads the loader with INT 13h extensions, checks it and jumps there. If that fails it says so on the screen and on
# COM1, and starts the next disk that can be started: a damaged stick must not leave the machine unbootable.
#
# Entered by the BIOS at 0000:7C00 with DL = the drive (BIOS Boot Specification 1.01, 6.5.1). It runs at LOW_BOOT_SECTOR, so that
# another disk's boot sector can be loaded to 7C00h. The stick module fills the fields at the end and the partition table.
.code16
.text
boot_sector:
    jmp     enter
    nop

# Many BIOSes write a BIOS parameter block's geometry and drive number here, whether they find one or not.
    .org    0x5B
enter:
    cli
    xorw    %ax, %ax
    movw    %ax, %ss
    movw    $LOW_STACK_TOP, %si     # which is 7C00h
    movw    %si, %sp
    movw    %ax, %ds
    movw    %ax, %es
    movw    $LOW_BOOT_SECTOR, %di
    movw    $256, %cx
    cld
    rep movsw
    ljmp    $0, $relocated

relocated:
    sti
    movb    %dl, %dh                # DH stays the drive this came from
    movw    $loader_packet, %si
    call    read
    jc      unreadable

# CRC-32 as in Ethernet and ZIP, bit by bit: 8 KiB take no time, and a table no room.
    movw    $LOW_LOADER, %si
    movw    loader_bytes, %cx
    orl     $-1, %eax
0:  xorb    (%si), %al
    incw    %si
    movb    $8, %bl
1:  shrl    %eax
    jnc     2f
    xorl    $0xEDB88320, %eax
2:  decb    %bl
    jnz     1b
    loop    0b
    movw    $damaged_text, %si
    cmpl    loader_crc_complement, %eax
    jne     fail
    jmp     LOW_LOADER              # with DL = the drive; the loader reads the fields below in place

unreadable:
    movb    drive_error, %al
    aam     $16
    call    digit
    xchgb   %ah, %al
    call    digit
    movw    %ax, unreadable_code
    movw    $unreadable_text, %si

# SI = what to say. Then the first other disk with a boot signature is started.
fail:
    pushw   %dx
    movw    $0x3FB, %dx             # COM1: 115200 baud, 8 bits, no parity, 1 stop bit (PC16550D, 8.3)
    movb    $0x83, %al
    outb    %al, %dx
    movb    $0xF9, %dl
    xorb    %al, %al
    outb    %al, %dx
    decw    %dx
    incw    %ax
    outb    %al, %dx
    movb    $0xFB, %dl
    movb    $3, %al
    outb    %al, %dx
    pushw   %si
    movw    $prefix_text, %si
    call    print
    popw    %si
    call    print
    popw    %dx
    testb   $KIND_OPERATING_SYSTEM, kind
    jnz     no_disk
    movw    $next_packet, %si
    movb    $0x80, %dl
0:  cmpb    %dh, %dl
    je      1f
    call    read
    jc      1f
    cmpw    $0xAA55, 0x7DFE
    je      0x7C00
1:  incw    %dx
    movb    $0x80, %al
    addb    BDA_DISK_COUNT, %al
    cmpb    %al, %dl
    jbe     0b                      # one further: the count may leave out a stick that has another kind of number
no_disk:
    int     $0x18

# Prints the text at SI, which ends with 0. A missing or stuck serial port only costs time.
print:
    lodsb
    testb   %al, %al
    jz      1f
    pushw   %ax
    movb    $0x0E, %ah
    movw    $7, %bx
    int     $0x10
    movw    $0x3FD, %dx
    xorw    %cx, %cx
0:  inb     %dx, %al
    testb   $0x20, %al
    loopz   0b
    popw    %ax
    movb    $0xF8, %dl
    outb    %al, %dx
    jmp     print
1:  ret

# Reads from drive DL what the packet at SI says; five tries with a reset between them. CF set: failed. EDD 3.0, 8.3.2; a BIOS
# without packet calls answers with error 01h, so there is no need for 41h.
read:
    movw    2(%si), %di
    movw    $5, %bp
0:  movw    %di, 2(%si)             # the BIOS leaves the number of sectors it has read
    pushaw
    movb    $0x42, %ah
    int     $0x13
    jnc     1f
    movb    %ah, drive_error
    xorw    %ax, %ax
    int     $0x13
    popaw
    decw    %bp
    jnz     0b
    stc
    ret
1:  popaw
    ret

# AL = a number below 16 becomes its hexadecimal digit.
digit:
    cmpb    $10, %al
    sbbb    $0x69, %al
    das
    ret

prefix_text:
    .asciz  "\r\n[javisor] Stick "
damaged_text:
    .asciz  "damaged, write again\r\n"
unreadable_text:
    .ascii  "read error "
unreadable_code:
    .asciz  "00h\r\n"
drive_error:
    .byte   0

# EDD 3.0, table 1: size, reserved, sectors, destination, first sector.
next_packet:
    .byte   16, 0
    .word   1, 0x7C00, 0
    .quad   0
    .org    FIELD_LOADER_PACKET     # an error here says that the code has grown into the fields
loader_packet:
    .byte   16, 0
    .word   0                       # sectors
    .word   LOW_LOADER, 0
    .quad   0
    .org    FIELD_LOADER_BYTES
loader_bytes:
    .word   0
loader_crc_complement:
    .long   0
kind:
    .byte   0
    .org    FIELD_DISK_SIGNATURE
    .long   0
    .word   0
    .org    FIELD_PARTITION_TABLE
    .skip   64
    .org    FIELD_BOOT_SIGNATURE
    .word   0xAA55
