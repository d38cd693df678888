package javisor.cli;

import java.io.PrintWriter;
import java.util.List;
import javisor.lab.Bochs;
import javisor.lab.BochsProgram;
import javisor.lab.Emulator;
import javisor.lab.MissingPartException;
import javisor.lab.PackageInstaller;
import javisor.lab.Progress;
import javisor.lab.Qemu;
import javisor.lab.bochs.BochsBuild;

/** Which emulator to use. */
enum EmulatorChoice {
    /** The one that suits. AMD-V runs in QEMU, which is the faster one; VT-x only in Bochs. */
    AUTO,
    /** QEMU. */
    QEMU,
    /** Bochs. */
    BOCHS;

    /** {@return whether the emulator of choice emulates that maker's virtualisation} */
    boolean suits(CpuMaker maker) {
        return this != QEMU || maker != CpuMaker.INTEL;
    }

    /** Installs or builds the emulator if it is missing and {@return it}. */
    Emulator provide(CpuMaker maker, PrintWriter err) {
        boolean bochs = this == BOCHS || this == AUTO && maker == CpuMaker.INTEL;
        PackageInstaller installer = new PackageInstaller(message -> err.println("javisor: " + message));
        if (!bochs) {
            Qemu qemu = new Qemu();
            installer.provide(List.of(qemu.tool()));
            return qemu;
        }
        installer.provide(List.of(Bochs.packaged().tool()));
        buildBochs(installer, err);
        return new Bochs();
    }

    /** Builds the faster Bochs if it is missing; where that cannot be, says so: Debian's will do. */
    static void buildBochs(PackageInstaller installer, PrintWriter err) {
        if (BochsProgram.built().isPresent()) {
            return;
        }
        try {
            installer.provide(BochsBuild.TOOLS);
            BochsBuild.provide(Progress.onConsole());
        } catch (MissingPartException missing) {
            err.println("javisor: Bochs " + BochsProgram.VERSION + " is not there, Debian's slower one is used: "
                    + missing.getMessage());
            err.flush();
        }
    }
}
