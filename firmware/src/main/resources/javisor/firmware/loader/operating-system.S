# Which disk the operating system starts from, and starting it.
.code16
.text

# The first BIOS hard disk with a boot signature that is not the one we are on. Numbers are tried one further than the BIOS counts,
# since a stick started as a floppy disk is not in the count. Another Javisor stick is passed by.
find_operating_system:
    movb    BDA_DISK_COUNT, %al
    movb    %al, LOW_BOOT_INFO + BI_DISK_COUNT
    movb    $0x80, %dl
0:  cmpb    boot_drive, %dl
    je      1f
    call    read_first_sector
    jc      1f
    cmpw    $0xAA55, LOW_SECTOR + 510
    jne     1f
    cmpl    $KIND_STICK_SIGNATURE, LOW_SECTOR + 0x1B8
    je      1f
    movb    %dl, LOW_BOOT_INFO + BI_OS_DRIVE
    ret
1:  incb    %dl
    movb    $0x80, %al
    addb    BDA_DISK_COUNT, %al
    cmpb    %al, %dl
    jbe     0b
    ret

# Starts the boot sector of the drive named in BootInfo.osDrive, as a BIOS would. Used on the bare machine when there is nothing
# else to do, and the first thing the guest executes. It relies on nothing but its own memory.
chain_load:
    cli
    xorw    %ax, %ax
    movw    %ax, %ds
    movw    %ax, %es
    movw    %ax, %ss
    movw    $LOW_STACK_TOP, %sp
    sti
    cld
    testb   $KIND_OPERATING_SYSTEM, kind
    jnz     give_up                 # this disk is the operating system; the others may lead back here
    movb    LOW_BOOT_INFO + BI_OS_DRIVE, %dl
    movw    $no_disk_text, %si
    testb   %dl, %dl
    jz      say
    call    read_first_sector
    jc      disk_unreadable
    cmpw    $0xAA55, LOW_SECTOR + 510
    movw    $no_signature_text, %si
    jne     say
    movw    $LOW_SECTOR, %si
    movw    $0x7C00, %di
    movw    $256, %cx
    rep movsw
    xorl    %eax, %eax
    xorl    %ebx, %ebx
    xorl    %ecx, %ecx
    movzbl  %dl, %edx
    xorl    %esi, %esi
    xorl    %edi, %edi
    xorl    %ebp, %ebp
    ljmp    $0, $0x7C00

disk_unreadable:
    call    begin_line
    movw    $disk_error_text, %si
    call    print
    movb    drive_error, %al
    call    print_hexadecimal
    call    end_line
    jmp     give_up
say:
    call    print_line
give_up:
    int     $0x18                   # the BIOS tries what else it can boot from
0:  hlt
    jmp     0b

no_disk_text:
    .asciz  "No other disk to start: the BIOS shows none with a boot signature."
no_signature_text:
    .asciz  "The disk has lost its boot signature."
disk_error_text:
    .asciz  "The disk with the operating system cannot be read, BIOS error "
