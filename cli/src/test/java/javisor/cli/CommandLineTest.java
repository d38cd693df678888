package javisor.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.EOFException;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import javisor.lab.ExternalTool;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;

final class CommandLineTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            frob                        | Unmatched argument at index 0: 'frob'
            run --frob                  | Unknown option: '--frob'
            run debian.img              | 'debian.img' is no option; the emulator's arguments come after --
            run --vendor Short          | 'Short' has 5 characters, a CPU vendor has exactly 12
            run --vendor ThirteenChars  | 'ThirteenChars' has 13 characters, a CPU vendor has exactly 12
            run --vendor Jävisor-Java   | 'Jävisor-Java' has characters that are not printable ASCII
            run --memory 12Q            | '12Q' is no memory size, write 256M or 6G
            run --memory -5             | '-5' is no memory size, write 256M or 6G
            run --memory 1M             | '1M' is outside 32M to 1024G
            run --cpu arm               | expected one of [AMD, INTEL]
            run --cpu intel --emulator qemu | QEMU does not emulate Intel VT-x
            bench --cpu arm             | expected one of [AMD, INTEL]
            run --cpus 0                | --cpus takes 1 to 64, not 0
            run --cpus many             | 'many' is not an int
            soak --boots 0              | --boots takes 1 to 1000000, not 0
            soak --jobs 0               | --jobs takes 1 to 256, not 0
            soak --timeout 0            | --timeout takes 1 to 3600, not 0
            soak --cpus 65              | --cpus takes 1 to 64, not 65
            soak --cpu intel --emulator qemu | QEMU does not emulate Intel VT-x
            run debian.img -- -d int    | 'debian.img' is no option; the emulator's arguments come after --
            run --timeout 0             | --timeout takes 1 to 31536000 seconds, not 0
            run --timeout 9999999999999 | --timeout takes 1 to 31536000 seconds, not 9999999999999
            run --expect (              | --expect takes a regular expression: Unclosed group in '('
            run --boot-drive x          | expected one of [KEEP, SWAP]
            run --emulator vmware       | expected one of [AUTO, QEMU, BOCHS]
            run --write                 | --write needs a --disk of yours
            run --gdb --bare            | --gdb debugs Javisor, which --bare leaves out
            run --exits --bare          | --exits counts exits to Javisor, which --bare leaves out
            run --setting nonsense      | --setting takes KEY=VALUE, not 'nonsense'
            run --disk /no/such/file    | there is no file /no/such/file
            image -o /no/such/dir/x     | there is no directory /no/such/dir
            image -o /                  | is no file
            image --vendor x            | 'x' has 1 characters
            guest debian -o /           | / is no file; name one that may be replaced
            guest debian -o x --release 13 --architecture i386 | Debian 13 has no kernel for i386
            guest debian -o x --full --architecture i386       | --full is for amd64 only, not i386
            guest debian -o x --full --release 11              | --release takes 12 or 13
            guest debian -o x --architecture mips              | expected one of [AMD64, I386]
            matrix --guest msdos        | --guest takes debian, debian-full, debian-i386, memtest86+, grub-shell, ipxe, not 'msdos'
            matrix --platform vmware    | --platform takes qemu-amd, bochs-intel, bochs-amd, not 'vmware'
            matrix --cpus 3             | --cpus takes 1, 2, 4, not '3'
            guest debian                | Missing required option: '--output=FILE'
            """)
    void aMistakeIsToldInOneLine(String arguments, String complaint) {
        Invocation invocation = Invocation.of(arguments.split(" "));
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.out()).isEmpty();
        assertThat(invocation.err()).startsWith("javisor: ").contains(complaint).hasLineCount(1);
    }

    @Test
    void withoutArgumentsTheUsageIsShown() {
        Invocation invocation = Invocation.of();
        assertThat(invocation.exitCode()).isEqualTo(2);
        assertThat(invocation.err()).contains("Usage: javisor").contains("./javisor run");
    }

    @Test
    void helpGoesToStandardOutput() {
        Invocation invocation = Invocation.of("run", "--help");
        assertThat(invocation.exitCode()).isZero();
        assertThat(invocation.out())
                .contains("--boot-drive=keep|swap")
                .doesNotContain("--debug-panic")
                .doesNotContain("--corrupt");
    }

    @Test
    void aDiskWithoutBootSignatureIsNotStarted() throws IOException {
        Path disk = Files.write(directory.resolve("empty.img"), new byte[1024]);
        assertThat(Invocation.of("run", "--disk", disk.toString()).err())
                .contains("empty.img has no boot signature")
                .hasLineCount(1);
    }

    @Test
    void aDiskShorterThanASectorIsNotStarted() throws IOException {
        Path disk = Files.write(directory.resolve("short.img"), new byte[511]);
        assertThat(Invocation.of("run", "--disk", disk.toString()).err()).contains("is shorter than one sector");
    }

    @Test
    void aDirectoryIsNoDisk() {
        assertThat(Invocation.of("run", "--disk", directory.toString()).err()).contains("is no disk image");
    }

    @Test
    void aFileThatCannotBeWrittenIsToldInOneLine() throws Exception {
        Invocation told = told(new AccessDeniedException("/x/stick.img"));
        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.err())
                .isEqualTo("javisor: /x/stick.img: you have no right to do that there" + System.lineSeparator());
    }

    @Test
    void aGuestThatFailsIsToldInOneLine() throws Exception {
        Invocation told = told(new GuestFailedException("Javisor did not say it; it said:\n[javisor] a"));
        assertThat(told.exitCode()).isEqualTo(1);
        assertThat(told.err())
                .isEqualTo("javisor: Javisor did not say it; it said: [javisor] a" + System.lineSeparator());
    }

    static List<Arguments> failuresOfInputAndOutput() {
        return List.of(
                arguments(new IOException("No space left on device"), "No space left on device"),
                arguments(new EOFException(), "something could not be read or written (JAVISOR_TRACE=1 shows where)"),
                arguments(new UncheckedIOException(new IOException("Broken pipe")), "Broken pipe"),
                arguments(
                        new UncheckedIOException(new EOFException()),
                        "something could not be read or written (JAVISOR_TRACE=1 shows where)"),
                arguments(
                        new UncheckedIOException("apt-get could not be run", new EOFException()),
                        "apt-get could not be run"),
                arguments(
                        new UncheckedIOException(new NoSuchFileException("/x/disk.img")),
                        "/x/disk.img: there is no such file or directory"));
    }

    @ParameterizedTest
    @MethodSource("failuresOfInputAndOutput")
    void aFailureOfInputOrOutputIsToldWithoutTheNameOfAClass(Exception failure, String words) throws Exception {
        Invocation told = told(failure);
        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.err()).isEqualTo("javisor: " + words + System.lineSeparator());
    }

    @Test
    void aToolThatFailsIsToldInOneLine() throws Exception {
        ExternalTool.ToolFailure failure = catchThrowableOfType(
                ExternalTool.ToolFailure.class,
                () -> new ExternalTool("sh", "dash").run(directory, Map.of(), List.of("-c", "echo E: no; exit 3")));
        Invocation told = told(failure);
        assertThat(told.exitCode()).isEqualTo(2);
        assertThat(told.err()).isEqualTo("javisor: sh failed with status 3: E: no" + System.lineSeparator());
    }

    private static Invocation told(Exception failure) throws Exception {
        StringWriter err = new StringWriter();
        CommandLine command = Javisor.commandLine();
        command.setErr(new PrintWriter(err));
        int exitCode = command.getExecutionExceptionHandler().handleExecutionException(failure, command, null);
        return new Invocation(exitCode, "", err.toString());
    }
}
