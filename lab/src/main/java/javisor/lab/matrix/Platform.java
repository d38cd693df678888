package javisor.lab.matrix;

import javisor.lab.Bochs;
import javisor.lab.MachineSpec;

/** What emulates the processors, and whose virtualisation they have. */
public enum Platform {
    /** AMD-V in QEMU's translator. */
    QEMU_AMD("qemu-amd", "AMD-V in QEMU", MachineSpec.DEFAULT_MODEL),
    /** VT-x in Bochs. */
    BOCHS_INTEL("bochs-intel", "VT-x in Bochs", Bochs.INTEL_MODEL),
    /** AMD-V in Bochs. */
    BOCHS_AMD("bochs-amd", "AMD-V in Bochs", MachineSpec.DEFAULT_MODEL);

    private final String id;
    private final String title;
    private final String model;

    Platform(String id, String title, String model) {
        this.id = id;
        this.title = title;
        this.model = model;
    }

    /** {@return its name on the command line} */
    public String id() {
        return id;
    }

    /** {@return its name in a table} */
    public String title() {
        return title;
    }

    /** {@return the CPU model} */
    public String model() {
        return model;
    }

    /** {@return whether it is Bochs, which interprets all processors in turn and has no display here} */
    public boolean interprets() {
        return this != QEMU_AMD;
    }
}
