package javisor.hypervisor.svm;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Unboxed;

/**
 * The state-save area of a virtual machine control block: the guest's registers while it does not run (AMD APM vol. 2, appendix B,
 * table B-2). VMRUN and #VMEXIT switch ES, CS, SS, DS, GDTR, IDTR and the fields here; FS, GS, TR, LDTR and the MSRs for system calls
 * are switched by VMLOAD and VMSAVE alone, and Javisor leaves them loaded.
 *
 * @param base where the VMCB stands, 4 KiB aligned; offsets are from there
 */
@Unboxed
public record VmcbState(HostVirtual base) {
    static final int ES = 0x400;
    static final int CS = 0x410;
    static final int SS = 0x420;
    static final int DS = 0x430;
    static final int FS = 0x440;
    static final int GS = 0x450;
    static final int GDTR = 0x460;
    static final int LDTR = 0x470;
    static final int IDTR = 0x480;
    static final int TR = 0x490;
    static final int CPL = 0x4CB;
    static final int EFER = 0x4D0;
    static final int CR4 = 0x548;
    static final int CR3 = 0x550;
    static final int CR0 = 0x558;
    static final int DR7 = 0x560;
    static final int DR6 = 0x568;
    static final int RFLAGS = 0x570;
    static final int RIP = 0x578;
    static final int RSP = 0x5D8;
    static final int RAX = 0x5F8;
    static final int CR2 = 0x640;
    static final int GUEST_PAT = 0x668;
    static final int SPECULATION_CONTROL = 0x6E0;

    /** {@return ES} */
    public VmcbSegment es() {
        return new VmcbSegment(base.add(ES));
    }

    /** {@return CS} */
    public VmcbSegment cs() {
        return new VmcbSegment(base.add(CS));
    }

    /** {@return SS} */
    public VmcbSegment ss() {
        return new VmcbSegment(base.add(SS));
    }

    /** {@return DS} */
    public VmcbSegment ds() {
        return new VmcbSegment(base.add(DS));
    }

    /** {@return FS} */
    public VmcbSegment fs() {
        return new VmcbSegment(base.add(FS));
    }

    /** {@return GS} */
    public VmcbSegment gs() {
        return new VmcbSegment(base.add(GS));
    }

    /** {@return GDTR} */
    public VmcbSegment gdtr() {
        return new VmcbSegment(base.add(GDTR));
    }

    /** {@return LDTR} */
    public VmcbSegment ldtr() {
        return new VmcbSegment(base.add(LDTR));
    }

    /** {@return IDTR} */
    public VmcbSegment idtr() {
        return new VmcbSegment(base.add(IDTR));
    }

    /** {@return TR} */
    public VmcbSegment tr() {
        return new VmcbSegment(base.add(TR));
    }

    /** {@return the privilege level} */
    public int cpl() {
        return base.readByte(CPL) & 0xFF;
    }

    /** Sets the privilege level. */
    public void cpl(int value) {
        base.writeByte(CPL, (byte) value);
    }

    /** {@return EFER with SVME set} */
    public long efer() {
        return base.readLong(EFER);
    }

    /** Sets EFER with SVME set. */
    public void efer(long value) {
        base.writeLong(EFER, value);
    }

    /** {@return CR4} */
    public long cr4() {
        return base.readLong(CR4);
    }

    /** Sets CR4. */
    public void cr4(long value) {
        base.writeLong(CR4, value);
    }

    /** {@return CR3} */
    public long cr3() {
        return base.readLong(CR3);
    }

    /** Sets CR3. */
    public void cr3(long value) {
        base.writeLong(CR3, value);
    }

    /** {@return CR0} */
    public long cr0() {
        return base.readLong(CR0);
    }

    /** Sets CR0. */
    public void cr0(long value) {
        base.writeLong(CR0, value);
    }

    /** {@return DR7} */
    public long dr7() {
        return base.readLong(DR7);
    }

    /** Sets DR7. */
    public void dr7(long value) {
        base.writeLong(DR7, value);
    }

    /** {@return DR6} */
    public long dr6() {
        return base.readLong(DR6);
    }

    /** Sets DR6. */
    public void dr6(long value) {
        base.writeLong(DR6, value);
    }

    /** {@return RFLAGS} */
    public long rflags() {
        return base.readLong(RFLAGS);
    }

    /** Sets RFLAGS. */
    public void rflags(long value) {
        base.writeLong(RFLAGS, value);
    }

    /** {@return RIP} */
    public long rip() {
        return base.readLong(RIP);
    }

    /** Sets RIP. */
    public void rip(long value) {
        base.writeLong(RIP, value);
    }

    /** {@return RSP} */
    public long rsp() {
        return base.readLong(RSP);
    }

    /** Sets RSP. */
    public void rsp(long value) {
        base.writeLong(RSP, value);
    }

    /** {@return RAX} */
    public long rax() {
        return base.readLong(RAX);
    }

    /** Sets RAX. */
    public void rax(long value) {
        base.writeLong(RAX, value);
    }

    /** {@return CR2} */
    public long cr2() {
        return base.readLong(CR2);
    }

    /** Sets CR2. */
    public void cr2(long value) {
        base.writeLong(CR2, value);
    }

    /** {@return the guest's page-attribute table} */
    public long guestPat() {
        return base.readLong(GUEST_PAT);
    }

    /** Sets the guest's page-attribute table. */
    public void guestPat(long value) {
        base.writeLong(GUEST_PAT, value);
    }

    /** {@return SPEC_CTRL, if the processor virtualises it} */
    public long speculationControl() {
        return base.readLong(SPECULATION_CONTROL);
    }

    /** Sets SPEC_CTRL, if the processor virtualises it. */
    public void speculationControl(long value) {
        base.writeLong(SPECULATION_CONTROL, value);
    }
}
