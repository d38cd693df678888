package javisor.simulator;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import javisor.machine.hosted.Hosted;
import javisor.machine.hosted.Platform;

/**
 * A PC with one processor as ordinary objects: RAM, ports, MSRs, control registers, CPUID, VMX operation. Resident code runs on it unchanged
 * under JUnit. Each further processor is a {@link #sibling} to run on, one at a time. Host-virtual addresses are those of the architecture: the physical window and the link address, the latter showing
 * memory from {@link #imageAt} on. Strict where metal is: an MSR or a page that is not there is an error.
 */
public final class SimulatedMachine implements Platform {
    /** Where the physical window starts. */
    public static final long WINDOW = 0xFFFF_8000_0000_0000L;

    /** Where images are linked. */
    public static final long LINK_ADDRESS = 0xFFFF_FFFF_8000_0000L;

    private static final String ADDRESS_OF = "address of ";
    private static final long CR4_OSXSAVE = 1L << 18;
    private static final long CR4_PKE = 1L << 22;

    private final CpuModel model;
    private final PhysicalMemory memory;
    private final ModelSpecificRegisters msrs;
    private final VmxOperation vmx;
    private final Map<Integer, PortDevice> devices;
    private final LocalApicModel localApic = new LocalApicModel();
    private final Uart com1;
    private final long[] controlRegisters = new long[16];
    private final List<Instruction> instructions = new ArrayList<>();
    private final List<PortWrite> resets = new ArrayList<>();
    private final Map<String, Long> symbols;
    private final Map<String, Runnable> effects = new HashMap<>();
    private long image;
    private long framePointer;
    private long dr6 = 0xFFFF_0FF0L;
    private long dr7 = 0x400;
    private long xcr0 = 1;
    private long timeStampCounter;

    /** An instruction that was executed for its effect. */
    public record Instruction(String mnemonic, long operand) {}

    /** A write to a port. */
    public record PortWrite(int port, int size, int value) {}

    /** A machine with {@code memoryBytes} of RAM in long mode, as the loader leaves it. */
    public SimulatedMachine(CpuModel model, long memoryBytes) {
        this(model, new PhysicalMemory(memoryBytes), new HashMap<>(), new Uart(0x3F8), new HashMap<>());
        attach(com1, 0x3F8, 8);
        attach(new IndexedRegisters(0x3D4), 0x3D4, 2);
        attach(new IndexedRegisters(0x3CE), 0x3CE, 2);
        attach(new IndexedRegisters(0x70), 0x70, 2);
        PortDevice resetPorts = new ResetPorts(resets);
        attach(resetPorts, 0x64, 1);
        attach(resetPorts, 0x92, 1);
        attach(resetPorts, 0xCF9, 1);
        IntervalTimer.attach(this, ticks -> {});
    }

    private SimulatedMachine(
            CpuModel model,
            PhysicalMemory memory,
            Map<Integer, PortDevice> devices,
            Uart com1,
            Map<String, Long> symbols) {
        this.model = model;
        this.memory = memory;
        this.devices = devices;
        this.com1 = com1;
        this.symbols = symbols;
        this.msrs = new ModelSpecificRegisters(model);
        this.vmx = new VmxOperation(model, memory, msrs);
        msrs.preset(ModelSpecificRegisters.EFER, 0x500);
        controlRegisters[0] = 0x8000_0011L;
        controlRegisters[4] = 0x20;
    }

    /** {@return another processor of this machine, not the bootstrap one: RAM, ports and image are the same, the rest is its own} */
    public SimulatedMachine sibling() {
        SimulatedMachine sibling = new SimulatedMachine(model, memory, devices, com1, symbols);
        sibling.image = image;
        sibling.msrs.preset(LocalApicModel.BASE_MSR, LocalApicModel.BASE | LocalApicModel.ENABLED);
        return sibling;
    }

    /** {@return a new machine that the intrinsics of this thread reach from now on} */
    public static SimulatedMachine install(CpuModel model, long memoryBytes) {
        SimulatedMachine machine = new SimulatedMachine(model, memoryBytes);
        Hosted.set(machine);
        return machine;
    }

    /** {@return the RAM} */
    public PhysicalMemory memory() {
        return memory;
    }

    /** {@return the MSRs} */
    public ModelSpecificRegisters msrs() {
        return msrs;
    }

    /** {@return the current VMCS} */
    public SimulatedVmcs vmcs() {
        return vmx.vmcs("a look at the VMCS");
    }

    /** {@return the processor model} */
    public CpuModel model() {
        return model;
    }

    /** {@return the local APIC} */
    public LocalApicModel localApic() {
        return localApic;
    }

    /** {@return the first serial port} */
    public Uart com1() {
        return com1;
    }

    /** Lets {@code device} answer on {@code count} ports from {@code first}. */
    public void attach(PortDevice device, int first, int count) {
        for (int port = first; port < first + count; port++) {
            devices.put(port, device);
        }
    }

    /** Lets the time-stamp counter of this processor go on by so many ticks. */
    public void passTime(long ticks) {
        timeStampCounter += ticks;
    }

    /** Makes the link address show physical memory from {@code physical} on. */
    public void imageAt(long physical) {
        image = physical;
    }

    /** Gives the assembly symbol {@code name} an address. */
    public void symbol(String name, long address) {
        symbols.put(name, address);
    }

    /** Gives the frame pointer a value. */
    public void framePointer(long value) {
        framePointer = value;
    }

    /** Has {@code effect} happen, beside what is known of it here, whenever an instruction is executed for its effect. */
    public void when(String mnemonic, Runnable effect) {
        effects.put(mnemonic, effect);
    }

    /** {@return the instructions executed for their effect, in order} */
    public List<Instruction> instructions() {
        return List.copyOf(instructions);
    }

    /** {@return the writes to ports that reset a PC, in order} */
    public List<PortWrite> resets() {
        return List.copyOf(resets);
    }

    @Override
    public long readMemory(long hostVirtual, int size) {
        long physical = physical(hostVirtual);
        return LocalApicModel.holds(physical) ? localApic.read(physical) : memory.read(physical, size);
    }

    @Override
    public void writeMemory(long hostVirtual, int size, long value) {
        long physical = physical(hostVirtual);
        if (LocalApicModel.holds(physical)) {
            localApic.write(physical, value);
        } else {
            memory.write(physical, size, value);
        }
    }

    private long physical(long hostVirtual) {
        if (Long.compareUnsigned(hostVirtual, LINK_ADDRESS) >= 0) {
            return image + (hostVirtual - LINK_ADDRESS);
        }
        if (Long.compareUnsigned(hostVirtual, WINDOW) >= 0) {
            return hostVirtual - WINDOW;
        }
        throw new SimulatedFault(SimulatedFault.PF, "host-virtual address 0x" + Long.toHexString(hostVirtual));
    }

    @Override
    public int in(int port, int size) {
        PortDevice device = devices.get(port);
        return device == null ? -1 >>> 32 - 8 * size : device.in(port, size);
    }

    @Override
    public void out(int port, int size, int value) {
        PortDevice device = devices.get(port);
        if (device != null) {
            device.out(port, size, value);
        }
    }

    @Override
    public long readMsr(int msr) {
        return inX2apicMode(msr) ? localApic.readMsr(msr) : msrs.read(msr);
    }

    @Override
    public void writeMsr(int msr, long value) {
        if (inX2apicMode(msr)) {
            localApic.writeMsr(msr, value);
        } else {
            msrs.write(msr, value);
        }
    }

    private boolean inX2apicMode(int msr) {
        return LocalApicModel.holdsMsr(msr) && (msrs.read(LocalApicModel.BASE_MSR) & LocalApicModel.X2APIC) != 0;
    }

    @Override
    public void cpuid(int leaf, int subleaf, int[] registers) {
        int[] answer = model.cpuid(leaf, subleaf);
        if (leaf == 1 && (controlRegisters[4] & CR4_OSXSAVE) != 0) {
            answer[2] |= CpuModel.OSXSAVE;
        }
        if (leaf == 7 && subleaf == 0) {
            answer[2] = (controlRegisters[4] & CR4_PKE) != 0 ? answer[2] | CpuModel.OSPKE : answer[2] & ~CpuModel.OSPKE;
        }
        System.arraycopy(answer, 0, registers, 0, 4);
    }

    @Override
    public long readControlRegister(int number) {
        return controlRegisters[number];
    }

    @Override
    public void writeControlRegister(int number, long value) {
        vmx.checkControlRegister(number, value);
        controlRegisters[number] = value;
    }

    @Override
    public long vmread(long encoding) {
        return vmx.vmcs("VMREAD").read(encoding);
    }

    @Override
    public boolean vmwrite(long encoding, long value) {
        vmx.vmcs("VMWRITE").write(encoding, value);
        return false;
    }

    @Override
    public long execute(String mnemonic, long operand) {
        if (mnemonic.startsWith(ADDRESS_OF)) {
            return symbolAddress(mnemonic.substring(ADDRESS_OF.length()));
        }
        return switch (mnemonic) {
            case "HLT" -> throw new MachineHalted("HLT");
            case "RDTSC" -> timeStampCounter++;
            case "XGETBV" -> xcr0;
            case "MOV from DR6" -> dr6;
            case "MOV from DR7" -> dr7;
            case "MOV from RBP" -> framePointer;
            default -> effect(mnemonic, operand);
        };
    }

    private long symbolAddress(String name) {
        Long address = symbols.get(name);
        if (address == null) {
            throw new IllegalStateException("no address for the symbol " + name + ": call symbol(name, address)");
        }
        return address;
    }

    private long effect(String mnemonic, long operand) {
        long result = 0;
        switch (mnemonic) {
            case "XSETBV" -> xcr0 = operand;
            case "MOV to DR6" -> dr6 = operand;
            case "MOV to DR7" -> dr7 = operand;
            case "VMLOAD", "VMSAVE", "STGI", "CLGI", "VMRUN" -> {
                if ((msrs.read(ModelSpecificRegisters.EFER) & ModelSpecificRegisters.SVME) == 0) {
                    throw new SimulatedFault(SimulatedFault.UD, mnemonic + " with EFER.SVME clear");
                }
            }
            case "VMXON", "VMXOFF", "VMCLEAR", "VMPTRLD", "VMLAUNCH", "INVEPT", "INVVPID" ->
                result = vmx.execute(mnemonic, operand, controlRegisters[0], controlRegisters[4]);
            default -> {}
        }
        instructions.add(new Instruction(mnemonic, operand));
        effects.getOrDefault(mnemonic, () -> {}).run();
        return result;
    }
}
