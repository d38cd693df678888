package javisor.stick;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javisor.compiler.CompilationException;
import javisor.lab.Bochs;
import javisor.lab.Emulator;
import javisor.lab.MachineSpec;
import javisor.lab.Outcome;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** VT-x in Bochs. */
final class IntelVirtualisationTest extends VirtualisationContract {
    /** A BIOS that leaves IA32_FEATURE_CONTROL as it is at reset, unlocked and 0. */
    private static final String SEABIOS = "romimage: file=/usr/share/seabios/bios.bin";

    @Override
    Emulator emulator() {
        return new Bochs();
    }

    @Override
    MachineSpec machine() {
        return MachineSpec.standard().withModel(Bochs.INTEL_MODEL);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "corei5_arrandale_m520",
                "corei7_sandy_bridge_2600k",
                "corei7_ivy_bridge_3770k",
                "corei7_skylake_x",
                "corei7_icelake_u",
                "tigerlake"
            })
    void theTestOsRunsOnEveryModel(String model) {
        runsTheTestOs(machine().withModel(model));
    }

    @ParameterizedTest
    @CsvSource({
        "corei5_lynnfield_750, unrestricted guest",
        "core2_penryn_t9600, extended page tables (EPT)",
        "p4_prescott_celeron_336, shows no VT-x"
    })
    void whatTheProcessorLacksIsSaidAndTheOsRunsBare(String model, String words) {
        refuses(machine().withModel(model), words);
    }

    @Test
    void vmxThatTheFirmwareLeftUnlockedIsLockedOn() {
        runsTheTestOs(machine().withEmulatorArguments(List.of(SEABIOS)));
    }

    @Test
    void initStartsTheProcessorAgainUnderJavisor() throws CompilationException {
        assertThat(guest(RealModeGuest.INIT, Outcome.Ending.POWER_OFF)).anyMatch(line -> line.endsWith("RJavi."));
    }
}
