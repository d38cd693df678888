package javisor.cli;

import java.io.PrintWriter;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import javisor.lab.Bochs;
import javisor.lab.ExternalTool;
import javisor.lab.PackageInstaller;
import javisor.lab.Qemu;
import javisor.lab.guest.FullDebianGuest;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** {@code javisor setup}: the programs of the system that Javisor's commands use. */
@Command(
        name = "setup",
        description = {
            "Installs the emulators and tools, or says with which command to install them.",
            "Bochs is built from source, once, which takes two or three minutes."
        },
        mixinStandardHelpOptions = true)
final class SetupCommand implements Callable<Integer> {
    private static final ExternalTool GDB = new ExternalTool("gdb", "gdb");

    @Spec
    private CommandSpec spec;

    @Override
    public Integer call() {
        PrintWriter err = spec.commandLine().getErr();
        List<ExternalTool> tools = Stream.concat(
                        Stream.of(new Qemu().tool(), Bochs.packaged().tool(), GDB), FullDebianGuest.TOOLS.stream())
                .toList();
        PackageInstaller installer = new PackageInstaller(message -> err.println("javisor: " + message));
        installer.provide(tools);
        EmulatorChoice.buildBochs(installer, err);
        err.println("javisor: all programs are installed");
        return 0;
    }
}
