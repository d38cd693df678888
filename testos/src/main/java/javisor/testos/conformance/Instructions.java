package javisor.testos.conformance;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.AssemblyFunction;
import javisor.machine.annotation.AssemblySymbol;

/** The functions of conformance.S: one instruction each, what it raises is in {@link Attempt}. */
final class Instructions {
    private Instructions() {}

    /** VMRUN with RAX = {@code rax}. */
    @AssemblyFunction(symbol = "conformance_vmrun")
    static void vmrun(long rax) {
        throw onMetalOnly();
    }

    /** VMMCALL with RAX = {@code rax}. */
    @AssemblyFunction(symbol = "conformance_vmmcall")
    static void vmmcall(long rax) {
        throw onMetalOnly();
    }

    /** VMLOAD with RAX = {@code rax}. */
    @AssemblyFunction(symbol = "conformance_vmload")
    static void vmload(long rax) {
        throw onMetalOnly();
    }

    /** VMSAVE with RAX = {@code rax}. */
    @AssemblyFunction(symbol = "conformance_vmsave")
    static void vmsave(long rax) {
        throw onMetalOnly();
    }

    /** STGI with RAX = {@code rax}. */
    @AssemblyFunction(symbol = "conformance_stgi")
    static void stgi(long rax) {
        throw onMetalOnly();
    }

    /** CLGI with RAX = {@code rax}. */
    @AssemblyFunction(symbol = "conformance_clgi")
    static void clgi(long rax) {
        throw onMetalOnly();
    }

    /** SKINIT with RAX = {@code rax}. */
    @AssemblyFunction(symbol = "conformance_skinit")
    static void skinit(long rax) {
        throw onMetalOnly();
    }

    /** INVLPGA with RAX = {@code rax}. */
    @AssemblyFunction(symbol = "conformance_invlpga")
    static void invlpga(long rax) {
        throw onMetalOnly();
    }

    /** VMCALL with RAX = {@code rax}. */
    @AssemblyFunction(symbol = "conformance_vmcall")
    static void vmcall(long rax) {
        throw onMetalOnly();
    }

    /** VMLAUNCH with RAX = {@code rax}. */
    @AssemblyFunction(symbol = "conformance_vmlaunch")
    static void vmlaunch(long rax) {
        throw onMetalOnly();
    }

    /** UD2. */
    @AssemblyFunction(symbol = "conformance_undefined")
    static void undefined(long rax) {
        throw onMetalOnly();
    }

    /** DIV by zero. */
    @AssemblyFunction(symbol = "conformance_divide")
    static void divide(long rax) {
        throw onMetalOnly();
    }

    /** Reads 8 bytes at {@code address}. */
    @AssemblyFunction(symbol = "conformance_load")
    static void load(long address) {
        throw onMetalOnly();
    }

    /** Writes {@code value} at {@code address}. */
    @AssemblyFunction(symbol = "conformance_store")
    static void store(long address, long value) {
        throw onMetalOnly();
    }

    /** Loads DS with {@code selector}. */
    @AssemblyFunction(symbol = "conformance_bad_segment")
    static void badSegment(long selector) {
        throw onMetalOnly();
    }

    /** WBINVD. */
    @AssemblyFunction(symbol = "conformance_wbinvd")
    static void wbinvd(long operand) {
        throw onMetalOnly();
    }

    /** WBINVD, INVD. */
    @AssemblyFunction(symbol = "conformance_invd")
    static void invd() {
        throw onMetalOnly();
    }

    /** RDMSR; {@return the value, 0 after a fault} */
    @AssemblyFunction(symbol = "conformance_rdmsr")
    static long readMsr(int msr) {
        throw onMetalOnly();
    }

    /** WRMSR. */
    @AssemblyFunction(symbol = "conformance_wrmsr")
    static void writeMsr(int msr, long value) {
        throw onMetalOnly();
    }

    /** XSETBV. */
    @AssemblyFunction(symbol = "conformance_xsetbv")
    static void writeExtendedControl(int register, long value) {
        throw onMetalOnly();
    }

    /** MOV to CR8. */
    @AssemblyFunction(symbol = "conformance_set_cr8")
    static void writeCr8(long value) {
        throw onMetalOnly();
    }

    /** MOV to DR0. */
    @AssemblyFunction(symbol = "conformance_set_dr0")
    static void writeDr0(long value) {
        throw onMetalOnly();
    }

    /** MOV to CR0. */
    @AssemblyFunction(symbol = "conformance_set_cr0")
    static void writeCr0(long value) {
        throw onMetalOnly();
    }

    /** MOV to CR4. */
    @AssemblyFunction(symbol = "conformance_set_cr4")
    static void writeCr4(long value) {
        throw onMetalOnly();
    }

    /** MOV to DR7. */
    @AssemblyFunction(symbol = "conformance_set_dr7")
    static void writeDr7(long value) {
        throw onMetalOnly();
    }

    /** Sets DR0 to DR3, each 1000h after the last. */
    @AssemblyFunction(symbol = "conformance_set_debug_addresses")
    static void setDebugAddresses(long first) {
        throw onMetalOnly();
    }

    /** {@return 1 if DR0 to DR3 still are what they were set to} */
    @AssemblyFunction(symbol = "conformance_debug_addresses_kept")
    static int debugAddressesKept(long first) {
        throw onMetalOnly();
    }

    /** INT3. */
    @AssemblyFunction(symbol = "conformance_breakpoint")
    static void breakpoint() {
        throw onMetalOnly();
    }

    /** Runs the instruction at {@link #target}. */
    @AssemblyFunction(symbol = "conformance_target_call")
    static void callTarget() {
        throw onMetalOnly();
    }

    /** CPUID with the trap flag set. */
    @AssemblyFunction(symbol = "conformance_step_cpuid")
    static void stepCpuid() {
        throw onMetalOnly();
    }

    /** CPUID behind STI. */
    @AssemblyFunction(symbol = "conformance_shadowed_cpuid")
    static void shadowedCpuid() {
        throw onMetalOnly();
    }

    /** HLT with interrupts on. */
    @AssemblyFunction(symbol = "conformance_halt")
    static void halt() {
        throw onMetalOnly();
    }

    /** CPUID; {@return a bit for each general register it should have kept and did not} */
    @AssemblyFunction(symbol = "conformance_cpuid_keeps_registers")
    static int cpuidKeepsRegisters(int leaf, int subleaf) {
        throw onMetalOnly();
    }

    /** CPUID; {@return 0 if it kept XMM0 to XMM15} */
    @AssemblyFunction(symbol = "conformance_cpuid_keeps_vectors")
    static int cpuidKeepsVectors() {
        throw onMetalOnly();
    }

    /** {@return the selector in TR} */
    @AssemblyFunction(symbol = "conformance_task_register")
    static int taskRegister() {
        throw onMetalOnly();
    }

    /** Raises an exception that cannot be delivered. */
    @AssemblyFunction(symbol = "conformance_triple_fault")
    static void tripleFault() {
        throw onMetalOnly();
    }

    /** {@return where a breakpoint can be set} */
    @AssemblySymbol(symbol = "conformance_target")
    static HostVirtual target() {
        throw onMetalOnly();
    }

    /** {@return what the bodies throw, which are for the JVM} */
    static IllegalStateException onMetalOnly() {
        return new IllegalStateException("the conformance suite runs on metal only");
    }
}
