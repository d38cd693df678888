# A payload that tells on COM1 what the loader left, in 64-bit code, and returns. Stands in for the compiled javisor_boot.
.code64
.section .text.probe, "ax", @progbits
.globl javisor_boot
javisor_boot:
    pushq   %rbx
    pushq   %r12
    movabsq $WINDOW, %rbx
    addq    %rdi, %rbx              # all through the physical window
    leaq    name_boot_drive(%rip), %rsi
    movzbl  BI_BOOT_DRIVE(%rbx), %eax
    call    field
    leaq    name_os_drive(%rip), %rsi
    movzbl  BI_OS_DRIVE(%rbx), %eax
    call    field
    leaq    name_disks(%rip), %rsi
    movzbl  BI_DISK_COUNT(%rbx), %eax
    call    field
    leaq    name_source(%rip), %rsi
    movzbl  BI_MEMORY_MAP_SOURCE(%rbx), %eax
    call    field
    leaq    name_low(%rip), %rsi
    movl    BI_CONVENTIONAL_MEMORY_KILOBYTES(%rbx), %eax
    call    field
    leaq    name_magic(%rip), %rsi
    movl    BI_MAGIC(%rbx), %eax
    call    field
    leaq    name_e801(%rip), %rsi
    movl    BI_E801_AX(%rbx), %eax
    call    field
    leaq    name_e88(%rip), %rsi
    movzwl  BI_E88_AX(%rbx), %eax
    call    field
    leaq    name_carries(%rip), %rsi
    movl    BI_E801_CARRY(%rbx), %eax
    call    field
    leaq    name_file(%rip), %rsi
    movq    BI_PAYLOAD_FILE_BYTES(%rbx), %rax
    call    field
    leaq    name_memory(%rip), %rsi
    movq    BI_PAYLOAD_MEMORY_BYTES(%rbx), %rax
    call    field
    leaq    name_tail(%rip), %rsi   # the OR of everything behind the file's end must be 0
    movq    BI_PAYLOAD_FILE_BYTES(%rbx), %rcx
    xorl    %eax, %eax
0:  movzbl  LINK_ADDRESS(%rcx), %edx
    leaq    (LINK_ADDRESS)(%rcx), %r8
    leaq    0x100(%rsp), %r9
    cmpq    %r9, %r8                # but for the stack in use
    ja      1f
    leaq    -0x100(%rsp), %r9
    cmpq    %r9, %r8
    jae     2f
1:  orl     %edx, %eax
2:  incq    %rcx
    cmpq    BI_PAYLOAD_MEMORY_BYTES(%rbx), %rcx
    jb      0b
    call    field
    leaq    name_a20(%rip), %rsi    # 1: the second write has not met the first
    movabsq $WINDOW, %rdx
    movl    $1, 0x500(%rdx)
    movl    $2, 0x100500(%rdx)
    movl    0x500(%rdx), %eax
    call    field
    leaq    name_settings(%rip), %rsi
    movq    BI_SETTINGS_ADDRESS(%rbx), %rax
    movq    (%rax), %rax
    call    field
    movl    BI_MEMORY_MAP_ENTRIES(%rbx), %r12d
    movq    BI_MEMORY_MAP_ADDRESS(%rbx), %rbx
0:  leaq    name_map(%rip), %rsi
    call    print
    movq    (%rbx), %rax
    call    number
    movq    8(%rbx), %rax
    call    number
    movl    16(%rbx), %eax
    call    number
    movl    20(%rbx), %eax
    call    number
    leaq    line_end(%rip), %rsi
    call    print
    addq    $24, %rbx
    decl    %r12d
    jnz     0b
    popq    %r12
    popq    %rbx
    ret

field:
    pushq   %rax
    call    print
    popq    %rax
    call    number
    leaq    line_end(%rip), %rsi
print:
    lodsb
    testb   %al, %al
    jz      0f
    call    put
    jmp     print
0:  ret

# RAX in hexadecimal and a blank.
number:
    movq    %rax, %rdi
    movl    $16, %ecx
0:  rolq    $4, %rdi
    movl    %edi, %eax
    andl    $15, %eax
    addb    $'0', %al
    cmpb    $'9', %al
    jbe     1f
    addb    $'a' - '9' - 1, %al
1:  call    put
    loop    0b
    movb    $' ', %al
put:
    pushq   %rdx
    pushq   %rax
    movw    $0x3FB, %dx
    movb    $3, %al
    outb    %al, %dx
    movw    $0x3FD, %dx
0:  inb     %dx, %al
    testb   $0x20, %al
    jz      0b
    popq    %rax
    movw    $0x3F8, %dx
    outb    %al, %dx
    popq    %rdx
    ret

.data
name_boot_drive: .asciz "boot-drive "
name_os_drive: .asciz "os-drive "
name_disks: .asciz "disks "
name_source: .asciz "source "
name_low: .asciz "low "
name_magic: .asciz "magic "
name_e801: .asciz "e801 "
name_e88: .asciz "e88 "
name_carries: .asciz "carries "
name_file: .asciz "file "
name_memory: .asciz "memory "
name_tail: .asciz "tail "
name_settings: .asciz "settings "
name_a20: .asciz "a20 "
name_map: .asciz "map "
line_end: .asciz "\r\n"
