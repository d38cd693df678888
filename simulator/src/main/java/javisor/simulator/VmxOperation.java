package javisor.simulator;

import java.util.HashMap;
import java.util.Map;

/**
 * VMX operation of one processor (Intel SDM vol. 3, 24.7, 25.11 and 31): the VMXON region, the current VMCS, and the conditions of the
 * instructions. VMfail is a result, exceptions are {@link SimulatedFault}s.
 */
final class VmxOperation {
    private static final int FEATURE_CONTROL = 0x3A;
    private static final long LOCKED_WITH_VMX = 5;
    private static final long VMXE = 1 << 13;
    private static final long NONE = -1;
    private static final long INSTRUCTION_ERROR = 0x4400;

    private static final int CLEAR_BAD_ADDRESS = 2;
    private static final int CLEAR_VMXON_POINTER = 3;
    private static final int LAUNCH_NOT_CLEAR = 4;
    private static final int LOAD_BAD_ADDRESS = 9;
    private static final int LOAD_VMXON_POINTER = 10;
    private static final int LOAD_BAD_REVISION = 11;
    private static final int VMXON_AGAIN = 15;
    private static final int BAD_INVALIDATION = 28;

    private final CpuModel model;
    private final VmxModel vmx;
    private final PhysicalMemory memory;
    private final ModelSpecificRegisters msrs;
    private final Map<Long, SimulatedVmcs> cleared = new HashMap<>();
    private long vmxonRegion = NONE;
    private long current = NONE;

    VmxOperation(CpuModel model, PhysicalMemory memory, ModelSpecificRegisters msrs) {
        this.model = model;
        this.vmx = model.vmx();
        this.memory = memory;
        this.msrs = msrs;
    }

    /** {@return the current VMCS} */
    SimulatedVmcs vmcs(String instruction) {
        requireOperation(instruction);
        if (current == NONE) {
            throw new IllegalStateException(instruction + " without a current VMCS");
        }
        return cleared.get(current);
    }

    /** Raises #GP if CR{@code number} may not be loaded with {@code value} (24.8). */
    void checkControlRegister(int number, long value) {
        boolean vmxeMissing = number == 4 && vmx == null && (value & VMXE) != 0;
        if (vmxeMissing || vmxonRegion != NONE && (number == 0 || number == 4) && !allowed(number, value)) {
            throw new SimulatedFault(SimulatedFault.GP, "MOV to CR%d of 0x%x".formatted(number, value));
        }
    }

    /** Executes a VMX instruction; {@return 1 on VMfail, else 0} */
    long execute(String instruction, long operand, long cr0, long cr4) {
        if (instruction.equals("VMXON")) {
            return vmxon(operand, cr0, cr4);
        }
        requireOperation(instruction);
        return switch (instruction) {
            case "VMXOFF" -> {
                vmxonRegion = NONE;
                current = NONE;
                yield 0;
            }
            case "VMCLEAR" -> vmclear(operand);
            case "VMPTRLD" -> vmptrld(operand);
            case "VMLAUNCH" -> vmlaunch();
            case "INVEPT" -> invalidate(operand, 20, 24);
            default -> invalidate(operand, 32, 40);
        };
    }

    private long vmxon(long region, long cr0, long cr4) {
        if (vmx == null || (cr4 & VMXE) == 0) {
            throw new SimulatedFault(SimulatedFault.UD, "VMXON with CR4.VMXE clear");
        }
        if (vmxonRegion != NONE) {
            return fail(VMXON_AGAIN);
        }
        boolean enabled = (msrs.read(FEATURE_CONTROL) & LOCKED_WITH_VMX) == LOCKED_WITH_VMX;
        if (!enabled || !allowed(0, cr0) || !allowed(4, cr4)) {
            throw new SimulatedFault(SimulatedFault.GP, "VMXON: IA32_FEATURE_CONTROL, CR0 or CR4 forbids it");
        }
        if (!validAddress(region) || revision(region) != vmx.revision()) {
            return 1;
        }
        vmxonRegion = region;
        return 0;
    }

    private long vmclear(long region) {
        if (!validAddress(region)) {
            return fail(CLEAR_BAD_ADDRESS);
        }
        if (region == vmxonRegion) {
            return fail(CLEAR_VMXON_POINTER);
        }
        cleared.computeIfAbsent(region, _ -> new SimulatedVmcs(new VmcsFields(vmx)))
                .launched(false);
        if (region == current) {
            current = NONE;
        }
        return 0;
    }

    private long vmptrld(long region) {
        if (!validAddress(region)) {
            return fail(LOAD_BAD_ADDRESS);
        }
        if (region == vmxonRegion) {
            return fail(LOAD_VMXON_POINTER);
        }
        if (revision(region) != vmx.revision()) {
            return fail(LOAD_BAD_REVISION);
        }
        if (!cleared.containsKey(region)) {
            throw new IllegalStateException(
                    "VMPTRLD of a region that was never VMCLEARed: its launch state is undefined");
        }
        current = region;
        return 0;
    }

    private long vmlaunch() {
        SimulatedVmcs vmcs = vmcs("VMLAUNCH");
        if (vmcs.launched()) {
            return fail(LAUNCH_NOT_CLEAR);
        }
        vmcs.launched(true);
        return 0;
    }

    /** INVEPT and INVVPID: one capability bit says that there is the instruction, others which types, from type 0 on. */
    private long invalidate(long type, int capability, int typeZero) {
        long capabilities = vmx.register(VmxModel.EPT_VPID);
        if ((capabilities >>> capability & 1) == 0) {
            throw new SimulatedFault(SimulatedFault.UD, "INVEPT or INVVPID on a processor without it");
        }
        boolean known = type >>> 2 == 0 && (capabilities >>> typeZero + type & 1) != 0;
        return known ? 0 : fail(BAD_INVALIDATION);
    }

    private void requireOperation(String instruction) {
        if (vmxonRegion == NONE) {
            throw new SimulatedFault(SimulatedFault.UD, instruction + " outside VMX operation");
        }
    }

    private boolean allowed(int number, long value) {
        long mustBeOne = vmx.register(VmxModel.CR0_FIXED0 + number / 2);
        long mayBeOne = vmx.register(VmxModel.CR0_FIXED0 + number / 2 + 1);
        return (value & mustBeOne) == mustBeOne && (value & ~mayBeOne) == 0;
    }

    private boolean validAddress(long region) {
        return (region & 0xFFF) == 0 && region >>> model.physicalAddressBits() == 0;
    }

    private int revision(long region) {
        return (int) memory.read(region, 4);
    }

    /** VMfailValid if there is a current VMCS to take the error number. */
    private long fail(int error) {
        if (current != NONE) {
            cleared.get(current).exit(INSTRUCTION_ERROR, error);
        }
        return 1;
    }
}
