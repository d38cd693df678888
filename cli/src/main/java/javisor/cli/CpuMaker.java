package javisor.cli;

import javisor.lab.Bochs;
import javisor.lab.MachineSpec;

/** Whose virtualisation extension a run uses. */
enum CpuMaker {
    /** AMD-V. */
    AMD(MachineSpec.DEFAULT_MODEL),
    /** Intel VT-x. */
    INTEL(Bochs.INTEL_MODEL);

    private final String model;

    CpuMaker(String model) {
        this.model = model;
    }

    /** {@return the emulated CPU model, unless the user names one} */
    String model() {
        return model;
    }
}
