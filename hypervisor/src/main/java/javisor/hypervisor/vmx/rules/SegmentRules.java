package javisor.hypervisor.vmx.rules;

/** The six segment registers for code and data (Intel SDM vol. 3, 27.3.1.2). */
final class SegmentRules {
    static final String SS_RPL = "27.3.1.2: SS selector: RPL must be that of CS";
    static final String[] BASE_8086 = Segment.rules("# base must be 16 times the selector in virtual-8086 mode");
    static final String[] LIMIT_8086 = Segment.rules("# limit must be FFFFh in virtual-8086 mode");
    static final String[] RIGHTS_8086 = Segment.rules("# access rights must be F3h in virtual-8086 mode");
    static final String[] BASE_CANONICAL = Segment.rules("# base must be canonical");
    static final String[] BASE_HIGH = Segment.rules("# base must be below 4 GiB");
    static final String CS_TYPE =
            "27.3.1.2: CS access rights: type must be accessed code (or 3 in an unrestricted guest)";
    static final String SS_TYPE = "27.3.1.2: SS access rights: type must be accessed, writable data";
    static final String[] ACCESSED = Segment.rules("# access rights: type must be accessed");
    static final String[] READABLE = Segment.rules("# access rights: type must be readable if it is code");
    static final String[] CODE_OR_DATA = Segment.rules("# access rights: S must be 1");
    static final String CS_DPL_DATA = "27.3.1.2: CS access rights: DPL must be 0 when the type is 3";
    static final String CS_DPL = "27.3.1.2: CS access rights: DPL must be that of SS for non-conforming code";
    static final String CS_DPL_CONFORMING =
            "27.3.1.2: CS access rights: DPL must not be above that of SS for conforming code";
    static final String SS_DPL_RPL = "27.3.1.2: SS access rights: DPL must be the selector's RPL";
    static final String SS_DPL_REAL = "27.3.1.2: SS access rights: DPL must be 0 in real mode and when CS has type 3";
    static final String[] DPL_RPL = Segment.rules("# access rights: DPL must not be below the selector's RPL");
    static final String[] PRESENT = Segment.rules("# access rights: P must be 1");
    static final String[] RESERVED = Segment.rules("# access rights: bits 11:8 and 31:17 must be 0");
    static final String CS_BIG = "27.3.1.2: CS access rights: D/B must be 0 when L is 1 in IA-32e mode";
    static final String[] GRANULARITY = Segment.rules("# access rights: G must fit the limit");

    private static final int SEGMENTS = 6;
    private static final int READ_WRITE = 3;
    private static final int READ_WRITE_DOWN = 7;
    private static final int ACCESSED_BIT = 1;
    private static final int READABLE_BIT = 2;
    private static final int CONFORMING = 4;
    private static final int CODE = 8;
    private static final int CODE_ACCESSED = 9;
    private static final int RIGHTS_OF_8086 = 0xF3;
    private static final int LIMIT_OF_8086 = 0xFFFF;

    private SegmentRules() {}

    static void check(EntryState state) {
        if (!state.virtual8086() && !state.unrestricted()) {
            state.require(
                    Segment.requestedPrivilege(Segment.selector(Segment.SS))
                            == Segment.requestedPrivilege(Segment.selector(Segment.CS)),
                    SS_RPL);
        }
        for (int register = 0; register < SEGMENTS; register++) {
            long rights = Segment.rights(register);
            base(state, register, Segment.usable(rights));
            if (state.virtual8086()) {
                state.require(Segment.base(register) == (long) Segment.selector(register) << 4, BASE_8086[register]);
                state.require(Segment.limit(register) == LIMIT_OF_8086, LIMIT_8086[register]);
                state.require(rights == RIGHTS_OF_8086, RIGHTS_8086[register]);
            } else if (register == Segment.CS || Segment.usable(rights)) {
                common(state, register, rights);
            }
        }
        if (!state.virtual8086()) {
            code(state, Segment.rights(Segment.CS), Segment.rights(Segment.SS));
            stack(state, Segment.rights(Segment.CS), Segment.rights(Segment.SS));
        }
    }

    private static void base(EntryState state, int register, boolean usable) {
        if (register == Segment.FS || register == Segment.GS) {
            state.require(state.canonical(Segment.base(register)), BASE_CANONICAL[register]);
        } else if (register == Segment.CS || usable) {
            state.require(Segment.base(register) >>> 32 == 0, BASE_HIGH[register]);
        }
    }

    private static void common(EntryState state, int register, long rights) {
        state.require(Segment.codeOrData(rights), CODE_OR_DATA[register]);
        state.require(Segment.present(rights), PRESENT[register]);
        state.require(Segment.wellFormed(rights), RESERVED[register]);
        state.require(Segment.granular(rights, Segment.limit(register)), GRANULARITY[register]);
        if (register != Segment.CS && register != Segment.SS) {
            data(state, register, rights);
        }
    }

    private static void data(EntryState state, int register, long rights) {
        int type = Segment.type(rights);
        boolean code = (type & CODE) != 0;
        state.require((type & ACCESSED_BIT) != 0, ACCESSED[register]);
        state.require(!code || (type & READABLE_BIT) != 0, READABLE[register]);
        boolean conforming = code && (type & CONFORMING) != 0;
        if (!state.unrestricted() && !conforming) {
            int requested = Segment.requestedPrivilege(Segment.selector(register));
            state.require(Segment.privilege(rights) >= requested, DPL_RPL[register]);
        }
    }

    private static void code(EntryState state, long rights, long stack) {
        int type = Segment.type(rights);
        int privilege = Segment.privilege(rights);
        boolean code = (type & CODE_ACCESSED) == CODE_ACCESSED;
        boolean data = type == READ_WRITE && state.unrestricted();
        state.require(code || data, CS_TYPE);
        if (data) {
            state.require(privilege == 0, CS_DPL_DATA);
        } else if (code && (type & CONFORMING) != 0) {
            state.require(privilege <= Segment.privilege(stack), CS_DPL_CONFORMING);
        } else if (code) {
            state.require(privilege == Segment.privilege(stack), CS_DPL);
        }
        state.require(!state.longGuest() || !Segment.long64(rights) || !Segment.big(rights), CS_BIG);
    }

    private static void stack(EntryState state, long code, long rights) {
        int type = Segment.type(rights);
        int privilege = Segment.privilege(rights);
        state.require(!Segment.usable(rights) || type == READ_WRITE || type == READ_WRITE_DOWN, SS_TYPE);
        if (!state.unrestricted()) {
            state.require(privilege == Segment.requestedPrivilege(Segment.selector(Segment.SS)), SS_DPL_RPL);
        }
        if (Segment.type(code) == READ_WRITE || !state.protectedMode()) {
            state.require(privilege == 0, SS_DPL_REAL);
        }
    }
}
