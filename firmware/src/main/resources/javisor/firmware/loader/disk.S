# Reading disks. Sticks are slow to wake up and lose a transfer now and then: every read is tried five times, with a reset of the
# drive in between.
.code16
.text
    .set    TRIES, 5
    .set    SECTOR_BYTES, 512
    .set    LARGEST_READ, 64        # sectors; 32 KiB is within what every BIOS transfers at once (Phoenix EDD: 127)

# Reads CX sectors from sector EAX of drive DL to physical address EDI, which is a multiple of 16; they must not cross a 64 KiB
# boundary, because ISA DMA and some BIOSes wrap there. CF set: failed, the BIOS's code is in drive_error. Keeps all registers.
read_sectors:
    pushal
    movl    %eax, packet_lba
    movw    %cx, %bp
    shrl    $4, %edi
    movw    %di, packet_segment
    movb    $TRIES, %cl
0:  movw    %bp, packet_sectors     # on failure the BIOS leaves the number of sectors it has read
    movw    $packet, %si
    pushaw
    movb    $0x42, %ah              # EDD 3.0, 8.3.2
    int     $0x13
    movb    %ah, drive_error
    popaw
    jnc     1f
    pushaw
    xorb    %ah, %ah
    int     $0x13
    popaw
    decb    %cl
    jnz     0b
    stc
1:  popal
    ret

# Reads the first sector of drive DL to LOW_SECTOR; drives without packet calls by cylinder, head and sector. CF set: failed.
read_first_sector:
    pushal
    xorl    %eax, %eax
    movw    $1, %cx
    movl    $LOW_SECTOR, %edi
    call    read_sectors
    jnc     1f
    movb    $TRIES, %al
0:  pushaw
    movw    $0x0201, %ax
    movw    $LOW_SECTOR, %bx
    movw    $0x0001, %cx
    xorb    %dh, %dh
    int     $0x13
    movb    %ah, drive_error
    popaw
    jnc     1f
    pushaw
    xorb    %ah, %ah
    int     $0x13
    popaw
    decb    %al
    jnz     0b
    stc
1:  popal
    ret

# Reads ECX sectors from sector EAX of the boot drive to physical address EDI and carries the checksum on. EAX and EDI end up
# behind what was read. CF set: failed.
read_area:
    testl   %ecx, %ecx
    jz      1f
    movl    %edi, %ebx              # as far as the next 64 KiB boundary
    negl    %ebx
    movzwl  %bx, %ebx
    shrl    $9, %ebx
    decl    %ebx
    andl    $LARGEST_READ - 1, %ebx
    incl    %ebx
    cmpl    %ecx, %ebx
    jbe     0f
    movl    %ecx, %ebx
0:  xchgl   %ebx, %ecx
    movb    boot_drive, %dl
    call    read_sectors
    jc      1f
    call    add_to_checksum
    addl    %ecx, %eax
    movl    %ecx, %esi
    shll    $9, %esi
    addl    %esi, %edi
    xchgl   %ebx, %ecx
    subl    %ebx, %ecx
    jmp     read_area
1:  ret

# EDD 3.0, table 1.
packet:
    .byte   16, 0
packet_sectors:
    .word   0
    .word   0
packet_segment:
    .word   0
packet_lba:
    .quad   0
drive_error:
    .byte   0
