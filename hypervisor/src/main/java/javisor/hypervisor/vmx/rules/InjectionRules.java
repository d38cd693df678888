package javisor.hypervisor.vmx.rules;

import javisor.hypervisor.vmx.vmcs.ControlField;
import javisor.hypervisor.vmx.vmcs.Interruption;

/** The event that the VM entry is to deliver (Intel SDM vol. 3, 27.2.1.3). */
final class InjectionRules {
    static final String TYPE =
            "27.2.1.3: event injection: interruption type 1 is reserved, and type 7 needs the monitor trap flag";
    static final String NMI_VECTOR = "27.2.1.3: event injection: an NMI must have vector 2";
    static final String EXCEPTION_VECTOR =
            "27.2.1.3: event injection: a hardware exception must have a vector up to 31";
    static final String OTHER_VECTOR = "27.2.1.3: event injection: an event of type 7 must have vector 0";
    static final String REAL_MODE = "27.2.1.3: event injection: no error code in real mode (CR0.PE is 0)";
    static final String NO_EXCEPTION = "27.2.1.3: event injection: only a hardware exception may have an error code";
    static final String ERROR_CODE =
            "27.2.1.3: event injection: #DF, #TS, #NP, #SS, #GP, #PF and #AC must have an error code, other exceptions none";
    static final String RESERVED = "27.2.1.3: event injection: bits 30:12 must be 0";
    static final String ERROR_CODE_HIGH = "27.2.1.3: event injection: bits 31:16 of the error code must be 0";
    static final String LENGTH =
            "27.2.1.3: event injection: the instruction length of a software event must be 1 to 15 (0 where allowed)";

    private static final int RESERVED_TYPE = 1;
    private static final int OTHER_EVENT = 7;
    private static final long MONITOR_TRAP_FLAG = 1L << 27;
    private static final long ANY_ERROR_CODE = 1L << 56;
    private static final long LENGTH_0 = 1L << 30;
    private static final long RESERVED_BITS = 0x7FFF_F000L;
    private static final int LONGEST_INSTRUCTION = 15;
    private static final int EXCEPTIONS = 31;
    private static final int NMI_NUMBER = 2;
    private static final int WITH_ERROR_CODE = 1 << 8 | 1 << 10 | 1 << 11 | 1 << 12 | 1 << 13 | 1 << 14 | 1 << 17;

    private InjectionRules() {}

    static void check(EntryState state) {
        long event = ControlField.ENTRY_INTERRUPTION.read();
        if ((event & Interruption.VALID) == 0) {
            return;
        }
        int type = Interruption.type(event);
        int vector = Interruption.vector(event);
        boolean trapFlag = (state.primaryCapability() >>> 32 & MONITOR_TRAP_FLAG) != 0;
        state.require(type != RESERVED_TYPE && (type != OTHER_EVENT || trapFlag), TYPE);
        state.require(type != Interruption.NMI || vector == NMI_NUMBER, NMI_VECTOR);
        state.require(type != Interruption.HARDWARE_EXCEPTION || vector <= EXCEPTIONS, EXCEPTION_VECTOR);
        state.require(type != OTHER_EVENT || vector == 0, OTHER_VECTOR);
        errorCode(state, event, type, vector);
        state.require((event & RESERVED_BITS) == 0, RESERVED);
        if (type >= Interruption.SOFTWARE_INTERRUPT && type <= Interruption.SOFTWARE_EXCEPTION) {
            long length = ControlField.ENTRY_INSTRUCTION_LENGTH.read();
            boolean zero = (state.misc() & LENGTH_0) != 0;
            state.require(length <= LONGEST_INSTRUCTION && (length != 0 || zero), LENGTH);
        }
    }

    private static void errorCode(EntryState state, long event, int type, int vector) {
        boolean delivered = (event & Interruption.ERROR_CODE_VALID) != 0;
        if (state.unrestricted() && !state.protectedMode()) {
            state.require(!delivered, REAL_MODE);
        } else if (type != Interruption.HARDWARE_EXCEPTION) {
            state.require(!delivered, NO_EXCEPTION);
        } else if ((state.basic() & ANY_ERROR_CODE) == 0) {
            boolean due = vector <= EXCEPTIONS && (WITH_ERROR_CODE >>> vector & 1) != 0;
            state.require(delivered == due, ERROR_CODE);
        }
        if (delivered) {
            state.require(ControlField.ENTRY_ERROR_CODE.read() >>> 16 == 0, ERROR_CODE_HIGH);
        }
    }
}
