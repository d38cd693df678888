package javisor.compiler.machinecode;

/**
 * One decoded instruction.
 *
 * @param address where it stands
 * @param length its length in bytes
 * @param text AT&amp;T syntax, mnemonic and operands separated by one blank
 * @param callTarget where it calls to, 0 if it is no direct call
 */
public record MachineInstruction(long address, int length, String text, long callTarget) {
    /** {@return whether it calls through a register or memory} */
    public boolean isIndirectCall() {
        return text.startsWith("callq *");
    }

    /** {@return whether it ends a function} */
    public boolean isReturn() {
        return text.startsWith("ret") || text.startsWith("iret") || text.startsWith("lret");
    }
}
