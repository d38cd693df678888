package javisor.lab.guest;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KernelModuleTest {
    @Test
    void readsWhatAModuleNeeds() {
        assertThat(module("ahci", "libata,lib-ahci").dependencies()).containsExactly("libata", "lib_ahci");
        assertThat(module("alone", "").dependencies()).isEmpty();
    }

    @Test
    void namesAreTakenFromPathsAndHaveUnderscores() {
        assertThat(KernelModule.nameOf("lib/modules/6.1/kernel/block/t10-pi.ko.xz"))
                .contains("t10_pi");
        assertThat(KernelModule.nameOf("boot/vmlinuz-6.1")).isEmpty();
    }

    @Test
    void whatIsNeededIsLoadedFirstAndOnce() {
        Map<String, KernelModule> available = Map.of(
                "ahci", module("ahci", "libata"),
                "sd_mod", module("sd_mod", "scsi_mod"),
                "libata", module("libata", "scsi_mod"),
                "scsi_mod", module("scsi_mod", ""),
                "unrelated", module("unrelated", "ahci"));

        assertThat(KernelModule.loadOrder(List.of("sd_mod", "ahci", "nonexistent"), available))
                .extracting(KernelModule::name)
                .containsExactly("scsi_mod", "sd_mod", "libata", "ahci");
    }

    private static KernelModule module(String name, String depends) {
        String modinfo = "license=GPL\0depends=" + depends + "\0name=" + name + "\0";
        return new KernelModule(name, modinfo.getBytes(StandardCharsets.ISO_8859_1));
    }
}
