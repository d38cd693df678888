package javisor.stick;

import javisor.lab.Bochs;
import javisor.lab.Emulator;
import javisor.lab.MachineSpec;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** AMD-V in Bochs, a second emulator that knows nothing of the first: with and without next-RIP saving and flushing by ASID. */
final class AmdVirtualisationInBochsTest extends VirtualisationContract {
    @Override
    Emulator emulator() {
        return new Bochs();
    }

    @Override
    MachineSpec machine() {
        return MachineSpec.standard().withModel("ryzen");
    }

    @ParameterizedTest
    @ValueSource(strings = {"zambezi", "phenom_8650_toliman"})
    void theTestOsRunsOnEveryModel(String model) {
        runsTheTestOs(machine().withModel(model));
    }

    @ParameterizedTest
    @CsvSource({"turion64_tyler, nested paging", "athlon64_clawhammer, no AMD-V"})
    void whatTheProcessorLacksIsSaidAndTheOsRunsBare(String model, String words) {
        refuses(machine().withModel(model), words);
    }
}
