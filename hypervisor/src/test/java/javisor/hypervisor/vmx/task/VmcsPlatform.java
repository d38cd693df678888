package javisor.hypervisor.vmx.task;

import java.util.HashMap;
import java.util.Map;
import javisor.hypervisor.vmx.vmcs.VmcsField;
import javisor.machine.hosted.Hosted;
import javisor.machine.hosted.Platform;
import javisor.simulator.CpuModel;
import javisor.simulator.SimulatedMachine;

/** A simulated machine with a current VMCS whose fields are what was last written to them. */
final class VmcsPlatform implements Platform {
    private final SimulatedMachine machine;
    private final Map<Long, Long> fields = new HashMap<>();

    private VmcsPlatform(SimulatedMachine machine) {
        this.machine = machine;
    }

    static VmcsPlatform install(long memoryBytes) {
        VmcsPlatform platform = new VmcsPlatform(new SimulatedMachine(CpuModel.intel(), memoryBytes));
        Hosted.set(platform);
        return platform;
    }

    SimulatedMachine machine() {
        return machine;
    }

    /** {@return all fields, by encoding} */
    Map<Long, Long> fields() {
        return Map.copyOf(fields);
    }

    /** Sets a field, read-only ones included. */
    void set(VmcsField field, long value) {
        fields.put(field.encoding(), value);
    }

    @Override
    public long vmread(long encoding) {
        return fields.getOrDefault(encoding, 0L);
    }

    @Override
    public boolean vmwrite(long encoding, long value) {
        int width = (int) (encoding >>> 13) & 3;
        long mask = width == 0 ? 0xFFFF : width == 2 ? 0xFFFF_FFFFL : -1;
        fields.put(encoding, value & mask);
        return false;
    }

    @Override
    public long readMemory(long hostVirtual, int size) {
        return machine.readMemory(hostVirtual, size);
    }

    @Override
    public void writeMemory(long hostVirtual, int size, long value) {
        machine.writeMemory(hostVirtual, size, value);
    }

    @Override
    public long readControlRegister(int number) {
        return machine.readControlRegister(number);
    }

    @Override
    public void writeControlRegister(int number, long value) {
        machine.writeControlRegister(number, value);
    }

    @Override
    public long execute(String mnemonic, long operand) {
        return machine.execute(mnemonic, operand);
    }
}
