# The last part of task.S: the timer and page tables.
.code32

    # Interrupt 20h once, soon.
timer:
    movb    $0x11, %al
    outb    %al, $0x20
    movb    $0x20, %al
    outb    %al, $0x21
    movb    $4, %al
    outb    %al, $0x21
    movb    $1, %al
    outb    %al, $0x21
    movb    $0xFE, %al
    outb    %al, $0x21
    movb    $0xFF, %al
    outb    %al, $0xA1
    movb    $0x30, %al
    outb    %al, $0x43
    movb    $0, %al
    outb    %al, $0x40
    movb    $0x40, %al
    outb    %al, $0x40
    ret

    # Two page directories that differ in where SWITCHED_PAGE leads; the rest of 4 MiB is mapped to itself.
paging32:
    movl    $0xAAAAAAAA, PAGE_A
    movl    $0xBBBBBBBB, PAGE_B
    movl    $TABLES + 0x1003, TABLES
    movl    $TABLES + 0x3003, TABLES + 0x2000
    movl    $0x83, TABLES + 4
    movl    $0x83, TABLES + 0x2004
    movl    %cr4, %eax
    orb     $0x10, %al
    movl    %eax, %cr4
    movl    $3, %eax
    xorl    %ecx, %ecx
0:  movl    %eax, TABLES + 0x1000(, %ecx, 4)
    movl    %eax, TABLES + 0x3000(, %ecx, 4)
    addl    $0x1000, %eax
    incl    %ecx
    cmpl    $1024, %ecx
    jne     0b
    movl    $PAGE_A + 3, TABLES + 0x1000 + (SWITCHED_PAGE >> 12) * 4
    movl    $PAGE_B + 3, TABLES + 0x3000 + (SWITCHED_PAGE >> 12) * 4
    movl    $0, TABLES + 0x1000 + (ABSENT_PAGE >> 12) * 4
    movl    $TABLES, cr3_of_main
    movl    $TABLES + 0x2000, cr3_of_tasks
    jmp     switch_on

    # The same with PAE.
paging_pae:
    movl    %cr0, %eax
    andl    $0x7FFFFFFF, %eax
    movl    %eax, %cr0
    movl    $TABLES, %edi
    movl    $0x2000, %ecx
    xorl    %eax, %eax
    rep stosl
    movl    $TABLES + 0x1001, TABLES
    movl    $TABLES + 0x4001, TABLES + 0x20
    movl    $TABLES + 0x2003, TABLES + 0x1000
    movl    $TABLES + 0x3003, TABLES + 0x1008
    movl    $0x83, TABLES + 0x1010
    movl    $0x83, TABLES + 0x4010
    movl    $TABLES + 0x5003, TABLES + 0x4000
    movl    $TABLES + 0x6003, TABLES + 0x4008
    movl    $3, %eax
    xorl    %ecx, %ecx
0:  movl    %eax, TABLES + 0x2000(, %ecx, 8)
    movl    %eax, TABLES + 0x5000(, %ecx, 8)
    addl    $0x1000, %eax
    incl    %ecx
    cmpl    $1024, %ecx
    jne     0b
    movl    $PAGE_A + 3, TABLES + 0x2000 + (SWITCHED_PAGE >> 12) * 8
    movl    $PAGE_B + 3, TABLES + 0x5000 + (SWITCHED_PAGE >> 12) * 8
    movl    $0, TABLES + 0x2000 + (ABSENT_PAGE >> 12) * 8
    movl    %cr4, %eax
    orb     $0x20, %al
    movl    %eax, %cr4
    movl    $TABLES, cr3_of_main
    movl    $TABLES + 0x20, cr3_of_tasks
switch_on:
    movl    cr3_of_main, %eax
    movl    %eax, %cr3
    movl    %cr0, %eax
    orl     $0x80000000, %eax
    movl    %eax, %cr0
    movb    $1, paged
    ret
    .org    25 * 512
