package javisor.stick;

import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import javisor.compiler.Assembler;
import javisor.compiler.AssemblySource;
import javisor.compiler.CompilationException;

/**
 * Guests of one boot sector, in real mode, that do what is no ordinary exit and say on COM1 what came of it, a character at a time. They
 * end with a full stop and switch off, by the PM1a control of the ICH9 and of the PIIX4: the one that is not there does nothing.
 */
final class RealModeGuest {
    private static final String BEGIN = """
            .code16
                xorw %ax, %ax
                movw %ax, %ds
                movw %ax, %ss
                movw $0x7000, %sp
                movw $0x3FB, %dx
                movb $3, %al
                outb %al, %dx
            """;

    private static final String END = """
            finish:
                movb $'.', %al
                call put
                movw $0x2000, %ax
                movw $0x604, %dx
                outw %ax, %dx
                movw $0xB004, %dx
                outw %ax, %dx
            1:  hlt
                jmp 1b
            put:
                movw $0x3F8, %dx
                outb %al, %dx
                movw $0x3FD, %dx
            1:  inb %dx, %al
                testb $0x40, %al
                jz 1b
                ret
            put_vendor:
                xorl %eax, %eax
                cpuid
                movl %ebx, vendor
                movw $vendor, %si
            1:  lodsb
                call put
                cmpw $vendor + 4, %si
                jne 1b
                ret
            vendor:
                .long 0
                .org 510
                .word 0xAA55
            """;

    /** Gives ES a limit of 4 GiB and EBX the address of the local APIC's registers. Interrupts are off; {@link #FLAT_SEGMENT} is there. */
    private static final String REACH_LOCAL_APIC = """
                lgdtl descriptor
                movl %cr0, %eax
                orb $1, %al
                movl %eax, %cr0
                movw $8, %bx
                movw %bx, %es
                andb $0xFE, %al
                movl %eax, %cr0
                movl $0xFEE00000, %ebx
            """;

    private static final String FLAT_SEGMENT = """
                .balign 8
            table:
                .quad 0, 0x008F93000000FFFF
            descriptor:
                .word 15
                .long table
            """;

    /** A U for each #UD of the instructions a hypervisor uses, of either maker. */
    static final String HYPERVISOR_INSTRUCTIONS = BEGIN + """
                movw $invalid, 0x18
                movw $0, 0x1A
                movw $after1, %bx
                vmmcall
            after1:
                movw $after2, %bx
                clgi
            after2:
                movw $after3, %bx
                stgi
            after3:
                movw $after4, %bx
                vmcall
            after4:
                movw $after5, %bx
                vmlaunch
            after5:
                jmp finish
            invalid:
                movb $'U', %al
                call put
                movw %sp, %bp
                movw %bx, (%bp)
                iretw
            """ + END;

    /** An exception that cannot be delivered. */
    static final String TRIPLE_FAULT = BEGIN + """
                cli
                lidtw empty
                int3
            empty:
                .word 0
                .long 0
            """ + END;

    /** Switches A20 off by port 92h, and proves it by reading 1 MiB higher; then exits by CPUID and by INT 15h. */
    static final String A20_OFF = BEGIN + """
                movw $0xFFFF, %ax
                movw %ax, %fs
                inb $0x92, %al
                andb $0xFC, %al
                outb %al, $0x92
                movw $0xA20F, 0x600
                cmpw $0xA20F, %fs:0x610
                movb $'?', %al
                jne 1f
                movw $0xE801, %ax
                int $0x15
                call put_vendor
                jmp finish
            1:  call put
                jmp finish
            """ + END;

    /**
     * Sends INIT to its own processor by the local APIC. The BIOS finds shutdown code 0Ah in CMOS and jumps to where 0040:0067 points,
     * as extenders for the 80286 had it. Two letters tell that CR0 and a segment limit are those after INIT.
     */
    static final String INIT = BEGIN + """
                cli
                movb $0x8F, %al
                outb %al, $0x70
                movb $0x0A, %al
                outb %al, $0x71
                movw $after_init, 0x467
                movw $0, 0x469
                """ + REACH_LOCAL_APIC + """
                movl %es:0x20(%ebx), %eax
                movl %eax, %es:0x310(%ebx)
                movl $0x4500, %es:0x300(%ebx)
            1:  hlt
                jmp 1b
            after_init:
                xorw %ax, %ax
                movw %ax, %ds
                movw %ax, %ss
                movw $0x7000, %sp
                smsww %ax
                testb $1, %al
                jnz 1f
                movb $'R', %al
                call put
            1:  call put_vendor
                jmp finish
            """ + FLAT_SEGMENT + END;

    /** The ways to reset a PC that operating systems try. */
    enum Reset {
        /** A pulse on the reset line by the keyboard controller. */
        KEYBOARD_CONTROLLER("movb $0xFE, %al; outb %al, $0x64"),
        /** The reset control register of the chipset, which is also where ACPI's reset register leads. */
        PORT_CF9("movw $0xCF9, %dx; movb $2, %al; outb %al, %dx; movb $6, %al; outb %al, %dx"),
        /** System control port A. */
        PORT_92("inb $0x92, %al; andb $0xFE, %al; outb %al, $0x92; orb $1, %al; outb %al, $0x92"),
        /** An exception that cannot be delivered. */
        TRIPLE_FAULT("lidtw no_vectors; int3");

        private final String instructions;

        Reset(String instructions) {
            this.instructions = instructions;
        }

        /** {@return a guest that says the vendor, full stop, and resets the machine, time after time} */
        String guest() {
            return BEGIN + """
                        cli
                        call put_vendor
                        movb $'.', %al
                        call put
                        movb $'\\n', %al
                        call put
                        RESET
                    1:  hlt
                        jmp 1b
                    no_vectors:
                        .word 0
                        .long 0
                    """.replace("RESET", instructions) + END;
        }
    }

    /** Which of two processors makes a hypercall, while the other one counts. */
    enum Caller {
        /** The bootstrap processor. */
        FIRST,
        /** The one it has started. */
        SECOND;

        /** {@return the guest} */
        String guest() {
            return BEGIN
                    + """
                        cli
                        movw $invalid, 0x18
                        movw $0, 0x1A
                        movl $0, 0x600
                        movb $0xEA, 0x8000
                        movl $other, 0x8001
                """ + REACH_LOCAL_APIC
                    + """
                        movl $0xC4500, %es:0x300(%ebx)
                        movw $10000, %cx
                    1:  inb $0x80, %al
                        decw %cx
                        jnz 1b
                        movl $0xC4608, %es:0x300(%ebx)
                        jmp FIRST
                    other:
                        xorw %ax, %ax
                        movw %ax, %ds
                        movw %ax, %ss
                        movw $0x6000, %sp
                        jmp SECOND
                    count:
                        incl 0x600
                        jmp count
                    call:
                        cmpl $1000, 0x600
                        jb call
                        vmcall
                        vmmcall
                        jmp finish
                    invalid:
                        movw %sp, %bp
                        addw $3, (%bp)
                        iretw
                    """.replace("FIRST", this == FIRST ? "call" : "count")
                            .replace("SECOND", this == SECOND ? "call" : "count")
                    + FLAT_SEGMENT
                    + END;
        }
    }

    private RealModeGuest() {}

    /** {@return a disk with one of the guests, written into {@code directory}} */
    static Path disk(Path directory, String source) throws CompilationException {
        byte[] sector = Assembler.assemble(new AssemblySource("guest.S", source), Map.of(), 0x7C00)
                .bytes();
        return TestDisks.write(directory.resolve("guest.img"), Arrays.copyOf(sector, 1 << 20));
    }
}
