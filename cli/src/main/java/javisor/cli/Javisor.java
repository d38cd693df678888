package javisor.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import javisor.lab.EmulatorException;
import javisor.lab.ExternalTool;
import javisor.lab.MissingPartException;
import javisor.lab.NotSeenException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;

/**
 * The {@code javisor} command. Whatever goes wrong is told in one line on standard error. Exit codes: 0 all is well, 1 the
 * guest or Javisor failed, 2 the command line is wrong or something is missing.
 */
@Command(
        name = "javisor",
        description = "A type-1 hypervisor on a USB stick, written in Java.",
        mixinStandardHelpOptions = true,
        version = "Javisor 0.1.0",
        synopsisSubcommandLabel = "COMMAND",
        subcommands = {
            RunCommand.class,
            ImageCommand.class,
            GuestCommand.class,
            BenchCommand.class,
            SoakCommand.class,
            MatrixCommand.class,
            SetupCommand.class
        },
        footer = {"  test   Runs all tests, those in emulators included.", "", "Start with: ./javisor run"})
public final class Javisor {
    /** The guest or Javisor failed. */
    static final int FAILED = 1;

    /** The command line is wrong or something is missing. */
    static final int UNUSABLE = 2;

    private static final String TRACE = "JAVISOR_TRACE";

    private Javisor() {}

    /** Runs the command and ends the program with its exit code. */
    public static void main(String[] arguments) {
        System.exit(commandLine().execute(arguments));
    }

    /** {@return the command, ready to execute} */
    static CommandLine commandLine() {
        CommandLine line = new CommandLine(new Javisor());
        line.setParameterExceptionHandler(Javisor::explain);
        line.setExecutionExceptionHandler(
                (failure, command, parsed) -> report(failure, command.getErr(), System.getenv(TRACE) != null));
        line.setCaseInsensitiveEnumValuesAllowed(true);
        line.setUsageHelpAutoWidth(true);
        return line;
    }

    private static int explain(ParameterException mistake, String[] arguments) {
        CommandLine command = mistake.getCommandLine();
        if (arguments.length == 0) {
            command.usage(command.getErr());
            return UNUSABLE;
        }
        command.getErr()
                .println("javisor: " + oneLine(mistake.getMessage()) + " (see ./"
                        + command.getCommandSpec().qualifiedName() + " --help)");
        return UNUSABLE;
    }

    private static int report(Exception failure, PrintWriter err, boolean trace) {
        if (trace) {
            failure.printStackTrace(err);
        }
        return switch (failure) {
            case MissingPartException missing -> say(err, missing.getMessage(), UNUSABLE);
            case UnusableException unusable -> say(err, unusable.getMessage(), UNUSABLE);
            case UncompilableException source -> {
                source.problems().forEach(err::println);
                yield say(err, source.problems().size() + " problems in resident code", FAILED);
            }
            case NotSeenException guest -> say(err, guest.getMessage(), FAILED);
            case GuestFailedException guest -> say(err, guest.getMessage(), FAILED);
            case EmulatorException emulator -> say(err, emulator.getMessage(), UNUSABLE);
            case FileSystemException file -> say(err, explain(file), UNUSABLE);
            case UncheckedIOException wrapped
            when wrapped.getCause() instanceof FileSystemException file -> say(err, explain(file), UNUSABLE);
            case UncheckedIOException wrapped -> say(err, words(wrapped), UNUSABLE);
            case IOException failed -> say(err, words(failed), UNUSABLE);
            case ExternalTool.ToolFailure tool -> say(err, tool.getMessage(), UNUSABLE);
            default -> say(err, failure + " (" + TRACE + "=1 shows where)", FAILED);
        };
    }

    private static String explain(FileSystemException failure) {
        String reason = switch (failure) {
            case AccessDeniedException denied -> "you have no right to do that there";
            case NoSuchFileException missing -> "there is no such file or directory";
            default -> failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
        };
        return failure.getFile() + ": " + reason;
    }

    /** {@return what the wrapper says; one that was given no words of its own has its cause's, behind the name of a class} */
    private static String words(UncheckedIOException wrapper) {
        IOException cause = wrapper.getCause();
        return cause.toString().equals(wrapper.getMessage()) ? words(cause) : wrapper.getMessage();
    }

    private static String words(IOException failure) {
        return failure.getMessage() == null
                ? "something could not be read or written (" + TRACE + "=1 shows where)"
                : failure.getMessage();
    }

    private static int say(PrintWriter err, String message, int exitCode) {
        err.println("javisor: " + oneLine(message));
        return exitCode;
    }

    /** {@return a text with its lines joined} */
    static String oneLine(String text) {
        return String.join(" ", text.strip().split("\\s*\\R\\s*"));
    }
}
