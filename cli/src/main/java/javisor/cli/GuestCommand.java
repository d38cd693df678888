package javisor.cli;

import picocli.CommandLine.Command;

/** {@code javisor guest}: disks with an operating system to run. */
@Command(
        name = "guest",
        description = "Builds the disk of a guest operating system.",
        mixinStandardHelpOptions = true,
        synopsisSubcommandLabel = "COMMAND",
        subcommands = GuestDebianCommand.class)
final class GuestCommand {}
