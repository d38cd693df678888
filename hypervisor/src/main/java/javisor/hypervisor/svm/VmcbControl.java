package javisor.hypervisor.svm;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Unboxed;

/**
 * The control area of a virtual machine control block: what exits, what happens at VMRUN, and why the guest exited (AMD APM vol. 2,
 * appendix B, table B-1). The fields of interrupt virtualisation, decode assists and encrypted guests are not here; they stay zero.
 *
 * @param base where the VMCB stands, 4 KiB aligned
 */
@Unboxed
public record VmcbControl(HostVirtual base) {
    static final int INTERCEPT_CONTROL_REGISTER_READS = 0x000;
    static final int INTERCEPT_CONTROL_REGISTER_WRITES = 0x002;
    static final int INTERCEPT_DEBUG_REGISTER_READS = 0x004;
    static final int INTERCEPT_DEBUG_REGISTER_WRITES = 0x006;
    static final int INTERCEPT_EXCEPTIONS = 0x008;
    static final int INTERCEPT_INSTRUCTIONS = 0x00C;
    static final int IO_PERMISSION_MAP = 0x040;
    static final int MSR_PERMISSION_MAP = 0x048;
    static final int TSC_OFFSET = 0x050;
    static final int ASID = 0x058;
    static final int TLB_CONTROL = 0x05C;
    static final int VIRTUAL_INTERRUPT = 0x060;
    static final int INTERRUPT_SHADOW = 0x068;
    static final int EXIT_CODE = 0x070;
    static final int EXIT_INFO1 = 0x078;
    static final int EXIT_INFO2 = 0x080;
    static final int EXIT_INTERRUPT_INFO = 0x088;
    static final int NESTED_CONTROL = 0x090;
    static final int EVENT_INJECTION = 0x0A8;
    static final int NESTED_CR3 = 0x0B0;
    static final int VIRTUALIZATION_EXTENSIONS = 0x0B8;
    static final int CLEAN_BITS = 0x0C0;
    static final int NEXT_RIP = 0x0C8;

    /** {@return which reads of CR0 to CR15 exit} */
    public int interceptControlRegisterReads() {
        return base.readShort(INTERCEPT_CONTROL_REGISTER_READS) & 0xFFFF;
    }

    /** Sets which reads of CR0 to CR15 exit. */
    public void interceptControlRegisterReads(int value) {
        base.writeShort(INTERCEPT_CONTROL_REGISTER_READS, (short) value);
    }

    /** {@return which writes of CR0 to CR15 exit} */
    public int interceptControlRegisterWrites() {
        return base.readShort(INTERCEPT_CONTROL_REGISTER_WRITES) & 0xFFFF;
    }

    /** Sets which writes of CR0 to CR15 exit. */
    public void interceptControlRegisterWrites(int value) {
        base.writeShort(INTERCEPT_CONTROL_REGISTER_WRITES, (short) value);
    }

    /** {@return which reads of DR0 to DR15 exit} */
    public int interceptDebugRegisterReads() {
        return base.readShort(INTERCEPT_DEBUG_REGISTER_READS) & 0xFFFF;
    }

    /** Sets which reads of DR0 to DR15 exit. */
    public void interceptDebugRegisterReads(int value) {
        base.writeShort(INTERCEPT_DEBUG_REGISTER_READS, (short) value);
    }

    /** {@return which writes of DR0 to DR15 exit} */
    public int interceptDebugRegisterWrites() {
        return base.readShort(INTERCEPT_DEBUG_REGISTER_WRITES) & 0xFFFF;
    }

    /** Sets which writes of DR0 to DR15 exit. */
    public void interceptDebugRegisterWrites(int value) {
        base.writeShort(INTERCEPT_DEBUG_REGISTER_WRITES, (short) value);
    }

    /** {@return which exceptions exit, by vector} */
    public int interceptExceptions() {
        return base.readInt(INTERCEPT_EXCEPTIONS);
    }

    /** Sets which exceptions exit, by vector. */
    public void interceptExceptions(int value) {
        base.writeInt(INTERCEPT_EXCEPTIONS, value);
    }

    /** {@return which instructions and events exit, see {@link Intercept}} */
    public long interceptInstructions() {
        return base.readLong(INTERCEPT_INSTRUCTIONS);
    }

    /** Sets which instructions and events exit, see {@link Intercept}. */
    public void interceptInstructions(long value) {
        base.writeLong(INTERCEPT_INSTRUCTIONS, value);
    }

    /** {@return physical address of the I/O permission map} */
    public long ioPermissionMap() {
        return base.readLong(IO_PERMISSION_MAP);
    }

    /** Sets physical address of the I/O permission map. */
    public void ioPermissionMap(long value) {
        base.writeLong(IO_PERMISSION_MAP, value);
    }

    /** {@return physical address of the MSR permission map} */
    public long msrPermissionMap() {
        return base.readLong(MSR_PERMISSION_MAP);
    }

    /** Sets physical address of the MSR permission map. */
    public void msrPermissionMap(long value) {
        base.writeLong(MSR_PERMISSION_MAP, value);
    }

    /** {@return what the guest's time-stamp counter is ahead} */
    public long tscOffset() {
        return base.readLong(TSC_OFFSET);
    }

    /** Sets what the guest's time-stamp counter is ahead. */
    public void tscOffset(long value) {
        base.writeLong(TSC_OFFSET, value);
    }

    /** {@return the guest's address-space identifier, not 0} */
    public int asid() {
        return base.readInt(ASID);
    }

    /** Sets the guest's address-space identifier, not 0. */
    public void asid(int value) {
        base.writeInt(ASID, value);
    }

    /** {@return what VMRUN flushes from the TLB} */
    public int tlbControl() {
        return base.readByte(TLB_CONTROL) & 0xFF;
    }

    /** Sets what VMRUN flushes from the TLB. */
    public void tlbControl(int value) {
        base.writeByte(TLB_CONTROL, (byte) value);
    }

    /** {@return virtual TPR, interrupt and masking} */
    public long virtualInterrupt() {
        return base.readLong(VIRTUAL_INTERRUPT);
    }

    /** Sets virtual TPR, interrupt and masking. */
    public void virtualInterrupt(long value) {
        base.writeLong(VIRTUAL_INTERRUPT, value);
    }

    /** {@return bit 0: the guest is in an interrupt shadow} */
    public long interruptShadow() {
        return base.readLong(INTERRUPT_SHADOW);
    }

    /** Sets bit 0: the guest is in an interrupt shadow. */
    public void interruptShadow(long value) {
        base.writeLong(INTERRUPT_SHADOW, value);
    }

    /** {@return why the guest exited, see {@link ExitCode}} */
    public long exitCode() {
        return base.readLong(EXIT_CODE);
    }

    /** Sets why the guest exited, see {@link ExitCode}. */
    public void exitCode(long value) {
        base.writeLong(EXIT_CODE, value);
    }

    /** {@return first detail of the exit} */
    public long exitInfo1() {
        return base.readLong(EXIT_INFO1);
    }

    /** Sets first detail of the exit. */
    public void exitInfo1(long value) {
        base.writeLong(EXIT_INFO1, value);
    }

    /** {@return second detail of the exit} */
    public long exitInfo2() {
        return base.readLong(EXIT_INFO2);
    }

    /** Sets second detail of the exit. */
    public void exitInfo2(long value) {
        base.writeLong(EXIT_INFO2, value);
    }

    /** {@return the event that was being delivered, see {@link EventInjection}} */
    public long exitInterruptInfo() {
        return base.readLong(EXIT_INTERRUPT_INFO);
    }

    /** Sets the event that was being delivered, see {@link EventInjection}. */
    public void exitInterruptInfo(long value) {
        base.writeLong(EXIT_INTERRUPT_INFO, value);
    }

    /** {@return bit 0: nested paging} */
    public long nestedControl() {
        return base.readLong(NESTED_CONTROL);
    }

    /** Sets bit 0: nested paging. */
    public void nestedControl(long value) {
        base.writeLong(NESTED_CONTROL, value);
    }

    /** {@return the event VMRUN delivers, see {@link EventInjection}} */
    public long eventInjection() {
        return base.readLong(EVENT_INJECTION);
    }

    /** Sets the event VMRUN delivers, see {@link EventInjection}. */
    public void eventInjection(long value) {
        base.writeLong(EVENT_INJECTION, value);
    }

    /** {@return physical address of the nested page tables} */
    public long nestedCr3() {
        return base.readLong(NESTED_CR3);
    }

    /** Sets physical address of the nested page tables. */
    public void nestedCr3(long value) {
        base.writeLong(NESTED_CR3, value);
    }

    /** {@return bit 0: last-branch records are switched, bit 1: VMLOAD and VMSAVE are virtual} */
    public long virtualizationExtensions() {
        return base.readLong(VIRTUALIZATION_EXTENSIONS);
    }

    /** Sets bit 0: last-branch records are switched, bit 1: VMLOAD and VMSAVE are virtual. */
    public void virtualizationExtensions(long value) {
        base.writeLong(VIRTUALIZATION_EXTENSIONS, value);
    }

    /** {@return which parts VMRUN may take from its cache} */
    public int cleanBits() {
        return base.readInt(CLEAN_BITS);
    }

    /** Sets which parts VMRUN may take from its cache. */
    public void cleanBits(int value) {
        base.writeInt(CLEAN_BITS, value);
    }

    /** {@return where the intercepted instruction ends, if the processor saves it} */
    public long nextRip() {
        return base.readLong(NEXT_RIP);
    }

    /** Sets where the intercepted instruction ends, if the processor saves it. */
    public void nextRip(long value) {
        base.writeLong(NEXT_RIP, value);
    }
}
