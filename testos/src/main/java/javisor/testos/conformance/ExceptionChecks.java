package javisor.testos.conformance;

import javisor.machine.address.HostVirtual;
import javisor.machine.x86.Msr;

/** Exceptions arrive with the right vector, address and error code, on the stack the guest's own TSS names. */
final class ExceptionChecks {
    private static final long UNMAPPED = 0x0000_7000_1234_5678L;
    private static final long NON_CANONICAL = 0x8000_0000_0000_0000L;
    private static final int BEYOND_THE_GDT = 0x7F8;

    private final Verdicts verdicts;

    ExceptionChecks(Verdicts verdicts) {
        this.verdicts = verdicts;
    }

    void run() {
        Instructions.divide(1);
        verdicts.raised("division by zero", Attempt.DIVIDE_ERROR);
        Instructions.load(UNMAPPED);
        verdicts.raised("a read of an unmapped page", Attempt.PAGE_FAULT);
        verdicts.check("CR2 holds its address", Attempt.faultAddress() == UNMAPPED);
        verdicts.check("the error code says a read of a page not present", Attempt.errorCode() == 0);
        Instructions.store(UNMAPPED + 8, 1);
        verdicts.raised("a write to an unmapped page", Attempt.PAGE_FAULT);
        verdicts.check(
                "the error code says a write", Attempt.errorCode() == 2 && Attempt.faultAddress() == UNMAPPED + 8);
        Instructions.load(NON_CANONICAL);
        verdicts.raised("a read of a non-canonical address", Attempt.GENERAL_PROTECTION);
        Instructions.badSegment(BEYOND_THE_GDT);
        verdicts.raised("a selector beyond the GDT", Attempt.GENERAL_PROTECTION);
        verdicts.check("the error code is the selector", Attempt.errorCode() == BEYOND_THE_GDT);
        Instructions.breakpoint();
        verdicts.check(
                "INT3 traps behind itself",
                Attempt.vector() == Attempt.BREAKPOINT && Attempt.reportedAt() == Attempt.expectedAt());
        taskRegister();
    }

    private void taskRegister() {
        verdicts.check("TR holds the selector it was loaded with", Instructions.taskRegister() == Tables.TASK);
        Shown.highest(0);
        Instructions.undefined(0);
        verdicts.raised("an undefined instruction", Attempt.INVALID_OPCODE);
        verdicts.check("it is handled on the stack the TSS names", onOwnStack());
        Instructions.readMsr(Msr.EFER);
        Instructions.vmmcall(0);
        verdicts.check("so is one that a hypervisor has to inject", onOwnStack());
        verdicts.check("TR still holds its selector", Instructions.taskRegister() == Tables.TASK);
    }

    private static boolean onOwnStack() {
        HostVirtual stack = new HostVirtual(Attempt.handlerStack());
        HostVirtual top = Tables.interruptStackTop();
        return stack.belowThan(top) && top.subtract(stack) <= Tables.HANDLER_FRAME;
    }
}
