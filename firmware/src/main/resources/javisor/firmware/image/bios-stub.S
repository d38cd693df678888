# What stays in the guest's low memory: the ends of INT 15h and INT 13h. Java copies it to a segment of its own at the top of
# conventional memory, fills the data, and points the interrupt vectors at it. It runs at SEG:0000, wherever that is.
#
# INT 15h: the calls that tell how much memory there is execute VMMCALL, or VMCALL where Java has put that; Java decides, sets registers and continues the guest at one
# of the labels. All other calls go straight to the BIOS.
.section .rodata.bios, "a", @progbits
.code16
    .balign 16
.globl javisor_bios_stub
javisor_bios_stub:

.globl javisor_int15_entry
javisor_int15_entry:
    pushfw
    cmpw    $0xE820, %ax
    je      0f
    cmpw    $0xE801, %ax
    je      0f
    cmpw    $0xE881, %ax
    je      0f
    cmpw    $0xDA88, %ax
    je      0f
    cmpb    $0x88, %ah
    je      0f
    cmpb    $0x8A, %ah              # Phoenix, big memory size
    je      0f
    cmpb    $0xC7, %ah
    je      0f
    popfw
    jmp     javisor_int15_chain
0:  popfw
.globl javisor_int15_hypercall
javisor_int15_hypercall:
    vmmcall

.globl javisor_int15_chain
javisor_int15_chain:
    ljmpw   *%cs:(javisor_int15_old - javisor_bios_stub)

# The caller's flags are on its stack: IP, CS, FLAGS.
.globl javisor_int15_return_carry
javisor_int15_return_carry:
    pushw   %bp
    movw    %sp, %bp
    orb     $1, 6(%bp)
    popw    %bp
    iretw

# Copies ECX bytes of the buffer to ES:DI.
.globl javisor_int15_copy
javisor_int15_copy:
    pushw   %cx
    pushw   %si
    pushw   %di
    cld
    movw    $(javisor_int15_buffer - javisor_bios_stub), %si
    rep movsb %cs:(%si), %es:(%di)
    popw    %di
    popw    %si
    popw    %cx

.globl javisor_int15_return_ok
javisor_int15_return_ok:
    pushw   %bp
    movw    %sp, %bp
    andb    $0xFE, 6(%bp)
    popw    %bp
    iretw

# INT 13h with two drive numbers exchanged. The BIOS is called, not jumped to, since DL must be what the caller passed when it
# returns. Exceptions: AH=08h returns the number of drives in DL, AH=15h half of the size in DX (Ralf Brown, INT 13h). What the
# BIOS calls itself meanwhile is in its own numbers and passes unchanged.
.globl javisor_int13_entry
javisor_int13_entry:
    pushw   %ax
    pushw   %dx
    cmpb    $0, %cs:(int13_depth - javisor_bios_stub)
    jne     int13_pass
    movb    %cs:(javisor_int13_drives - javisor_bios_stub), %al
    movb    %cs:(javisor_int13_drives - javisor_bios_stub + 1), %ah
    cmpb    %al, %dl
    je      0f
    cmpb    %ah, %dl
    je      1f
int13_pass:
    popw    %dx
    popw    %ax
    ljmpw   *%cs:(javisor_int13_old - javisor_bios_stub)

0:  movb    %ah, %dl
    jmp     2f
1:  movb    %al, %dl
2:  pushw   %bp
    movw    %sp, %bp
    movw    4(%bp), %ax             # BP 0, DX 2, AX 4, IP 6, CS 8, FLAGS 10
    popw    %bp
    incb    %cs:(int13_depth - javisor_bios_stub)
    pushfw                          # the BIOS ends with IRET, or with RETF 2 and the flags as they are
    lcallw  *%cs:(javisor_int13_old - javisor_bios_stub)
    decb    %cs:(int13_depth - javisor_bios_stub)  # leaves the carry flag alone
    pushw   %bp
    movw    %sp, %bp
    jc      3f
    andb    $0xFE, 10(%bp)
    cmpb    $0x08, 5(%bp)
    je      4f
    cmpb    $0x15, 5(%bp)
    je      4f
    jmp     5f
3:  orb     $1, 10(%bp)
5:  movb    2(%bp), %dl
4:  popw    %bp
    leaw    4(%esp), %sp            # drops DX and AX
    iretw

    .balign 4
.globl javisor_int15_old
javisor_int15_old:
    .long   0
.globl javisor_int13_old
javisor_int13_old:
    .long   0
.globl javisor_int13_drives
javisor_int13_drives:
    .byte   0, 0
int13_depth:
    .byte   0
    .balign 8
.globl javisor_int15_buffer
javisor_int15_buffer:
    .skip   24
.globl javisor_bios_stub_end
javisor_bios_stub_end:
