# The loader: the story in order. The boot sector has read and checked it; it runs at 0000:LOW_LOADER with DL = the drive, all
# segments 0 and the stack below 7C00h. Whatever cannot be done is said in plain words, and then the operating system starts bare.
.code16
.text
loader:
    movb    %dl, boot_drive
    movb    LOW_BOOT_SECTOR + FIELD_KIND, %al
    movb    %al, kind
    call    clear_boot_info
    call    find_operating_system
    call    ask_firmware
    call    load_payload
    jc      stop
    call    check_processor
    jc      stop
    call    enable_a20
    jc      stop
    call    read_memory_map
    call    run_payload             # comes back only if the payload declined, after it has said why
    call    pause
    jmp     chain_load

# SI = what to say.
stop:
    call    print_line
    movw    $bare_text, %si
    testb   $KIND_OPERATING_SYSTEM, kind
    jnz     0f
    call    print_line
0:  call    pause
    jmp     chain_load

# Gives the user three seconds to read (INT 15h AH=86h, CX:DX in microseconds; a BIOS without it returns at once).
pause:
    movw    $3000000 >> 16, %cx
    movw    $3000000 & 0xFFFF, %dx
    movb    $0x86, %ah
    int     $0x15
    ret

clear_boot_info:
    movw    $LOW_BOOT_INFO, %di
    movw    $BI_SIZE, %cx
    xorb    %al, %al
    rep stosb
    movl    $BI_MAGIC_VALUE, LOW_BOOT_INFO + BI_MAGIC
    movl    $BI_SIZE, LOW_BOOT_INFO + BI_STRUCTURE_BYTES
    movl    $LOW_MEMORY_MAP, LOW_BOOT_INFO + BI_MEMORY_MAP_ADDRESS
    movl    $LOW_PAYLOAD, LOW_BOOT_INFO + BI_PAYLOAD_ADDRESS
    movl    $LOW_PROCESSOR_START, LOW_BOOT_INFO + BI_PROCESSOR_START
    movl    $LOW_SETTINGS, LOW_BOOT_INFO + BI_SETTINGS_ADDRESS
    movw    $chain_load, LOW_BOOT_INFO + BI_GUEST_ENTRY_OFFSET
    movw    $LOW_STACK_TOP, LOW_BOOT_INFO + BI_GUEST_STACK_POINTER
    movb    boot_drive, %al
    movb    %al, LOW_BOOT_INFO + BI_BOOT_DRIVE
    ret

boot_drive:
    .byte   0
kind:
    .byte   0
bare_text:
    .asciz  "Starting the operating system without Javisor."
