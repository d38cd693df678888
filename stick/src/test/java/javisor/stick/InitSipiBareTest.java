package javisor.stick;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Collectors;
import javisor.compiler.CompilationException;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** INIT and SIPI on the bare machine: the guest finds what the manual lays down, but for what is known of the emulator. */
@Tag("emulator")
@Timeout(180)
final class InitSipiBareTest {
    /** Where the guest's disk stays, to be started by hand. */
    private static final Path DIRECTORY = Path.of("target");

    private static Path guest;

    @BeforeAll
    static void assemble() throws CompilationException {
        guest = InitSipiGuest.disk(DIRECTORY);
    }

    @ParameterizedTest
    @EnumSource
    void theGuestFindsWhatTheManualLaysDown(InitSipiGuest.Machine machine) {
        InitSipiGuest.Result bare = machine.run(machine.spec().withOsDisk(guest));
        InitSipiGuest.Deviations deviations = machine.deviations();
        assertThat(bare.failed().stream().map(name -> name.split(" ")[0]).collect(Collectors.toSet()))
                .isSubsetOf(deviations.checks());
        assertThat(bare.passed()).hasSizeGreaterThan(50);
        Map<String, String> manual = InitSipiGuest.manual(bare.values().keySet());
        manual.keySet().removeIf(deviations::allowValue);
        assertThat(manual).hasSizeGreaterThan(300);
        assertThat(bare.values()).containsAllEntriesOf(manual);
    }
}
