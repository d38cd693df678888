package javisor.testos.conformance;

import javisor.machine.annotation.AssemblyFunction;

/** The functions of conformance.S for the instructions of VMX and SMX; what they raise is in {@link Attempt}. */
final class VmxInstructions {
    private VmxInstructions() {}

    /** VMXON with the operand at {@code address}. */
    @AssemblyFunction(symbol = "conformance_vmxon")
    static void vmxon(long address) {
        throw Instructions.onMetalOnly();
    }

    /** VMCLEAR with the operand at {@code address}. */
    @AssemblyFunction(symbol = "conformance_vmclear")
    static void vmclear(long address) {
        throw Instructions.onMetalOnly();
    }

    /** VMPTRLD with the operand at {@code address}. */
    @AssemblyFunction(symbol = "conformance_vmptrld")
    static void vmptrld(long address) {
        throw Instructions.onMetalOnly();
    }

    /** VMPTRST to {@code address}. */
    @AssemblyFunction(symbol = "conformance_vmptrst")
    static void vmptrst(long address) {
        throw Instructions.onMetalOnly();
    }

    /** VMREAD of a field. */
    @AssemblyFunction(symbol = "conformance_vmread")
    static void vmread(long field) {
        throw Instructions.onMetalOnly();
    }

    /** VMWRITE to a field. */
    @AssemblyFunction(symbol = "conformance_vmwrite")
    static void vmwrite(long field) {
        throw Instructions.onMetalOnly();
    }

    /** VMRESUME. */
    @AssemblyFunction(symbol = "conformance_vmresume")
    static void vmresume(long operand) {
        throw Instructions.onMetalOnly();
    }

    /** VMXOFF. */
    @AssemblyFunction(symbol = "conformance_vmxoff")
    static void vmxoff(long operand) {
        throw Instructions.onMetalOnly();
    }

    /** VMFUNC. */
    @AssemblyFunction(symbol = "conformance_vmfunc")
    static void vmfunc(long operand) {
        throw Instructions.onMetalOnly();
    }

    /** INVEPT with the descriptor at {@code address}. */
    @AssemblyFunction(symbol = "conformance_invept")
    static void invept(long address) {
        throw Instructions.onMetalOnly();
    }

    /** INVVPID with the descriptor at {@code address}. */
    @AssemblyFunction(symbol = "conformance_invvpid")
    static void invvpid(long address) {
        throw Instructions.onMetalOnly();
    }

    /** GETSEC. */
    @AssemblyFunction(symbol = "conformance_getsec")
    static void getsec(long operand) {
        throw Instructions.onMetalOnly();
    }
}
