# Loads the payload: header sector, code and data, settings; each part is covered by a CRC-32.
.code16
.text

# CF set: failed, SI = what to say.
load_payload:
    int     $0x12
    movzwl  %ax, %eax
    movl    %eax, LOW_BOOT_INFO + BI_CONVENTIONAL_MEMORY_KILOBYTES

    movl    LOW_BOOT_SECTOR + FIELD_LOADER_LBA, %eax
    movzwl  LOW_BOOT_SECTOR + FIELD_LOADER_SECTORS, %ecx
    addl    %ecx, %eax
    movl    $LOW_PAYLOAD_HEADER, %edi
    movl    $1, %ecx
    call    read_area
    jc      cannot_read
    movw    $LOW_PAYLOAD_HEADER, %si
    movw    $HEADER_CRC, %cx
    orl     $-1, %ebx
    pushl   %eax
    call    checksum
    popl    %eax
    notl    %ebx
    cmpl    LOW_PAYLOAD_HEADER + HEADER_CRC, %ebx
    jne     damaged
    cmpl    $HEADER_MAGIC_VALUE, LOW_PAYLOAD_HEADER + HEADER_MAGIC
    jne     damaged

    movl    LOW_PAYLOAD_HEADER + HEADER_MEMORY_BYTES, %ebx
    movl    %ebx, LOW_BOOT_INFO + BI_PAYLOAD_MEMORY_BYTES
    addl    $LOW_PAYLOAD + SPARE_LOW_MEMORY, %ebx
    movl    LOW_BOOT_INFO + BI_CONVENTIONAL_MEMORY_KILOBYTES, %ecx
    shll    $10, %ecx
    movw    $low_memory_text, %si
    cmpl    %ebx, %ecx              # CF set if there is less than needed
    jc      0f

    movl    LOW_PAYLOAD_HEADER + HEADER_PAYLOAD_BYTES, %ebx
    movl    %ebx, LOW_BOOT_INFO + BI_PAYLOAD_FILE_BYTES
    orl     $-1, area_checksum
    movl    LOW_PAYLOAD_HEADER + HEADER_PAYLOAD_SECTORS, %ecx
    movl    $LOW_PAYLOAD, %edi
    call    read_area
    jc      cannot_read
    movl    LOW_PAYLOAD_HEADER + HEADER_SETTINGS_SECTORS, %ecx
    movl    %ecx, %ebx
    shll    $9, %ebx
    movl    %ebx, LOW_BOOT_INFO + BI_SETTINGS_BYTES
    movl    $LOW_SETTINGS, %edi
    call    read_area
    jc      cannot_read
    movl    area_checksum, %ebx
    notl    %ebx
    cmpl    LOW_PAYLOAD_HEADER + HEADER_PAYLOAD_CRC, %ebx
    jne     damaged
    clc
0:  ret

cannot_read:
    call    begin_line
    movw    $error_text, %si
    call    print
    movb    drive_error, %al
    call    print_hexadecimal
    call    end_line
    movw    $unreadable_text, %si
    stc
    ret
damaged:
    movw    $damaged_text, %si
    stc
    ret

# Carries area_checksum on over CX sectors at physical address EDI.
add_to_checksum:
    pushal
    pushw   %ds
    movl    area_checksum, %ebx
    shlw    $9, %cx
    shrl    $4, %edi
    movw    %di, %ds
    xorw    %si, %si
    call    checksum
    popw    %ds
    movl    %ebx, area_checksum
    popal
    ret

# Carries the CRC-32 of Ethernet and ZIP in EBX on over CX bytes at DS:SI, four bits at a time. Changes AX, CX, SI, DI, EBP.
checksum:
    lodsb
    xorb    %al, %bl
    call    0f
    call    0f
    loop    checksum
    ret
0:  movw    %bx, %di
    andw    $15, %di
    shlw    $2, %di
    shrl    $4, %ebx
    xorl    %cs:crc_table(%di), %ebx
    ret

crc_table:                          # polynomial EDB88320h
    .long   0x00000000, 0x1DB71064, 0x3B6E20C8, 0x26D930AC
    .long   0x76DC4190, 0x6B6B51F4, 0x4DB26158, 0x5005713C
    .long   0xEDB88320, 0xF00F9344, 0xD6D6A3E8, 0xCB61B38C
    .long   0x9B64C2B0, 0x86D3D2D4, 0xA00AE278, 0xBDBDF21C
area_checksum:
    .long   0

    .set    SPARE_LOW_MEMORY, 4096  # for what the hypervisor keeps below 640 KiB: its BIOS hook

error_text:
    .asciz  "The stick cannot be read, five tries failed with BIOS error "
unreadable_text:
    .asciz  "Try another USB port or write another stick."
damaged_text:
    .asciz  "The stick is damaged, write it again."
low_memory_text:
    .asciz  "Not enough memory below 640 KiB: the firmware or a network or disk ROM occupies it."
