package javisor.stick;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javisor.compiler.CompilationException;
import javisor.lab.Emulator;
import javisor.lab.MachineSpec;
import javisor.lab.Outcome;
import javisor.lab.Qemu;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AMD-V in QEMU. */
final class AmdVirtualisationTest extends VirtualisationContract {
    @Override
    Emulator emulator() {
        return new Qemu();
    }

    @Override
    MachineSpec machine() {
        return MachineSpec.standard();
    }

    @ParameterizedTest
    @ValueSource(strings = {"EPYC", "phenom", "max,-pdpe1gb"})
    void theTestOsRunsOnEveryModel(String model) {
        runsTheTestOs(machine().withModel(model).withMemory(6L << 30));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"Opteron_G3; nested paging", "max,-svm; no AMD-V"})
    void whatTheProcessorLacksIsSaidAndTheOsRunsBare(String model, String words) {
        refuses(machine().withModel(model), words);
    }

    @Test
    void aGuestMaySwitchA20Off() throws CompilationException {
        assertThat(guest(RealModeGuest.A20_OFF, Outcome.Ending.POWER_OFF)).anyMatch(line -> line.endsWith("Javi."));
    }

    /** As many as Javisor's memory was laid out for, and six in two sockets, whose APIC ids have a gap. */
    @ParameterizedTest
    @CsvSource({"64, sockets=1, 63", "6, sockets=2, 6"})
    void everyProcessorSeesThePolicy(int count, String sockets, int lastApicId) {
        MachineSpec spec = machine().withCpus(count).withEmulatorArguments(List.of("-smp", count + "," + sockets));
        List<String> lines = testOs(spec);
        assertThat(lines)
                .filteredOn(line -> line.startsWith("cpu-"))
                .hasSize(count)
                .allMatch(line -> line.contains("vendor JavisorJavis, virtualisation none"))
                .last()
                .asString()
                .endsWith("APIC id " + lastApicId);
        assertThat(lines).contains("[javisor] processors: " + count, "testos: done");
    }
}
