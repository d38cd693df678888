package javisor.hypervisor.vmx.rules;

/** LDTR and TR (Intel SDM vol. 3, 27.3.1.2). */
final class SystemSegmentRules {
    static final String LDTR_LOCAL = "27.3.1.2: LDTR selector: TI must be 0";
    static final String TR_LOCAL = "27.3.1.2: TR selector: TI must be 0";
    static final String LDTR_TYPE = "27.3.1.2: LDTR access rights: type must be 2";
    static final String TR_TYPE = "27.3.1.2: TR access rights: type must be 11, a busy TSS (or 3 outside IA-32e mode)";
    static final String LDTR_SYSTEM = "27.3.1.2: LDTR access rights: S must be 0";
    static final String TR_SYSTEM = "27.3.1.2: TR access rights: S must be 0";
    static final String TR_USABLE = "27.3.1.2: TR access rights: TR must be usable";

    private static final int LDT = 2;
    private static final int BUSY_TSS_16 = 3;
    private static final int BUSY_TSS = 11;

    private SystemSegmentRules() {}

    static void check(EntryState state) {
        task(state, Segment.rights(Segment.TR));
        long local = Segment.rights(Segment.LDTR);
        if (Segment.usable(local)) {
            state.require(!Segment.local(Segment.selector(Segment.LDTR)), LDTR_LOCAL);
            state.require(Segment.type(local) == LDT, LDTR_TYPE);
            state.require(!Segment.codeOrData(local), LDTR_SYSTEM);
            common(state, Segment.LDTR, local);
        }
    }

    private static void task(EntryState state, long rights) {
        int type = Segment.type(rights);
        state.require(!Segment.local(Segment.selector(Segment.TR)), TR_LOCAL);
        state.require(type == BUSY_TSS || type == BUSY_TSS_16 && !state.longGuest(), TR_TYPE);
        state.require(!Segment.codeOrData(rights), TR_SYSTEM);
        state.require(Segment.usable(rights), TR_USABLE);
        common(state, Segment.TR, rights);
    }

    private static void common(EntryState state, int register, long rights) {
        state.require(state.canonical(Segment.base(register)), SegmentRules.BASE_CANONICAL[register]);
        state.require(Segment.present(rights), SegmentRules.PRESENT[register]);
        state.require(Segment.wellFormed(rights), SegmentRules.RESERVED[register]);
        state.require(Segment.granular(rights, Segment.limit(register)), SegmentRules.GRANULARITY[register]);
    }
}
