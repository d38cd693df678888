package javisor.cli;

/** Whose virtualisation extension a run uses. */
enum CpuMaker {
    /** AMD-V. */
    AMD,
    /** Intel VT-x. */
    INTEL
}
