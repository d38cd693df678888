package javisor.cli;

import javisor.lab.Bochs;
import javisor.lab.Emulator;
import javisor.lab.Qemu;

/** Which emulator to use. */
enum EmulatorChoice {
    /** The one that suits. AMD-V runs in QEMU, which is the faster one. */
    AUTO,
    /** QEMU. */
    QEMU,
    /** Bochs. */
    BOCHS;

    Emulator emulator() {
        return this == BOCHS ? new Bochs() : new Qemu();
    }
}
