package javisor.cli;

import java.util.List;
import java.util.Optional;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The options that say what Javisor is to do, the same wherever a stick is made. */
final class StickOptions {
    @Spec(Spec.Target.MIXEE)
    private CommandSpec command;

    @Option(
            names = "--vendor",
            paramLabel = "STRING",
            converter = VendorString.class,
            description = "CPU vendor the guest sees, 12 characters (default: the machine's; for the test OS "
                    + SessionPlan.DEMO_VENDOR + ").")
    private String vendor;

    @Option(
            names = "--boot-drive",
            paramLabel = "keep|swap",
            defaultValue = "keep",
            description = "Whether the guest finds its disk as BIOS drive 81h, or as 80h (default: ${DEFAULT-VALUE}).")
    private BootDrive bootDrive;

    @Option(
            names = "--setting",
            paramLabel = "KEY=VALUE",
            description = "A line for the settings block: brand=TEXT, brand=keep, hypervisor-leaf=on.")
    private List<String> settings = List.of();

    /**
     * {@return the setup these options ask for}
     *
     * @throws ParameterException if a setting is no key and value
     */
    StickSetup setup(String debugPanic, Optional<Long> corrupt) {
        for (String setting : settings) {
            if (!setting.matches("[a-z0-9-]+=[ -~]*")) {
                throw new ParameterException(command.commandLine(), "--setting takes KEY=VALUE, not '" + setting + "'");
            }
        }
        return new StickSetup(Optional.ofNullable(vendor), bootDrive, debugPanic, settings, corrupt);
    }
}
