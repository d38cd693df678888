package javisor.testos;

import javisor.machine.console.Console;
import javisor.machine.instruction.ControlRegisters;
import javisor.machine.instruction.Cpuid;
import javisor.machine.instruction.Msrs;
import javisor.machine.x86.Msr;

/** What CPUID says and what mode the processor is in (AMD APM vol. 3, appendix E). */
final class ProcessorReport {
    private static final int EXTENDED = 0x8000_0000;
    private static final int HYPERVISOR = 0x4000_0000;
    private static final int HYPERVISOR_BIT = 1 << 31;
    private static final int SVM_BIT = 1 << 2;
    private static final int VMX_BIT = 1 << 5;
    private static final int STRUCTURED_FEATURES = 7;
    private static final int ADDRESS_SIZES = 0x8000_0008;
    private static final int SVM_FEATURES = 0x8000_000A;

    private final Console console;
    private final int[] registers = new int[4];

    ProcessorReport(Console console) {
        this.console = console;
    }

    void print() {
        Cpuid.execute(0, 0, registers);
        int highest = registers[Cpuid.EAX];
        console.print("vendor: ");
        text(console, registers[Cpuid.EBX]);
        text(console, registers[Cpuid.EDX]);
        text(console, registers[Cpuid.ECX]);
        console.println();
        Cpuid.execute(EXTENDED, 0, registers);
        int highestExtended = registers[Cpuid.EAX];
        brand(highestExtended);
        number("cpuid-highest-leaf", highest);
        number("cpuid-highest-extended-leaf", highestExtended);
        hypervisor();
        features(highest, highestExtended);
        console.println("mode: 64-bit long mode, entered from real mode through protected mode");
        console.print("cr0: ").hex(ControlRegisters.readCr0()).println();
        console.print("cr4: ").hex(ControlRegisters.readCr4()).println();
        console.print("efer: ").hex(Msrs.read(Msr.EFER)).println();
    }

    private void brand(int highestExtended) {
        console.print("brand: ");
        if (Integer.compareUnsigned(highestExtended, EXTENDED + 4) < 0) {
            console.println("(none)");
            return;
        }
        for (int leaf = EXTENDED + 2; leaf <= EXTENDED + 4; leaf++) {
            Cpuid.execute(leaf, 0, registers);
            for (int i = 0; i < 4; i++) {
                text(console, registers[i]);
            }
        }
        console.println();
    }

    private void hypervisor() {
        Cpuid.execute(1, 0, registers);
        boolean present = (registers[Cpuid.ECX] & HYPERVISOR_BIT) != 0;
        console.println(present ? "hypervisor-bit: 1" : "hypervisor-bit: 0");
        console.print("hypervisor-leaf: ");
        if (present) {
            Cpuid.execute(HYPERVISOR, 0, registers);
            text(console, registers[Cpuid.EBX]);
            text(console, registers[Cpuid.ECX]);
            text(console, registers[Cpuid.EDX]);
            console.println();
        } else {
            console.println("(none)");
        }
    }

    private void features(int highest, int highestExtended) {
        Cpuid.execute(1, 0, registers);
        int basic = registers[Cpuid.ECX];
        number("signature", registers[Cpuid.EAX]);
        number("features-1-ecx", registers[Cpuid.ECX]);
        number("features-1-edx", registers[Cpuid.EDX]);
        if (Integer.compareUnsigned(highest, STRUCTURED_FEATURES) >= 0) {
            Cpuid.execute(STRUCTURED_FEATURES, 0, registers);
            number("features-7-ebx", registers[Cpuid.EBX]);
            number("features-7-ecx", registers[Cpuid.ECX]);
            number("features-7-edx", registers[Cpuid.EDX]);
        }
        int extended = 0;
        if (Integer.compareUnsigned(highestExtended, EXTENDED + 1) >= 0) {
            Cpuid.execute(EXTENDED + 1, 0, registers);
            extended = registers[Cpuid.ECX];
            number("features-80000001-ecx", registers[Cpuid.ECX]);
            number("features-80000001-edx", registers[Cpuid.EDX]);
        }
        if (Integer.compareUnsigned(highestExtended, ADDRESS_SIZES) >= 0) {
            Cpuid.execute(ADDRESS_SIZES, 0, registers);
            number("features-80000008-eax", registers[Cpuid.EAX]);
            number("features-80000008-ebx", registers[Cpuid.EBX]);
        }
        if (Integer.compareUnsigned(highestExtended, SVM_FEATURES) >= 0) {
            Cpuid.execute(SVM_FEATURES, 0, registers);
            number("features-8000000a-eax", registers[Cpuid.EAX]);
            number("features-8000000a-edx", registers[Cpuid.EDX]);
        }
        console.print("virtualisation: ").println(virtualisation(basic, extended));
    }

    /** {@return the kind of virtualisation that ECX of leaf 1 and ECX of leaf 80000001h show} */
    static String virtualisation(int basic, int extended) {
        return (extended & SVM_BIT) != 0 ? "AMD-V" : (basic & VMX_BIT) != 0 ? "VT-x" : "none";
    }

    private void number(String key, int value) {
        console.print(key).print(": 0x").hexDigits(value, 8).println();
    }

    /** Prints four characters, the lowest byte first; what is not printable ASCII is left out. */
    static void text(Console console, int characters) {
        for (int shift = 0; shift < 32; shift += 8) {
            int character = characters >>> shift & 0xFF;
            if (character >= ' ' && character < 0x7F) {
                console.character(character);
            }
        }
    }
}
