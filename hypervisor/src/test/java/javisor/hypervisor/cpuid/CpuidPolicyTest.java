package javisor.hypervisor.cpuid;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import javisor.hypervisor.GuestMachine;
import javisor.hypervisor.virtualisation.GuestRegisters;
import javisor.hypervisor.virtualisation.GuestView;
import javisor.machine.x86.Cr4;
import javisor.simulator.CpuModel;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CpuidPolicyTest {
    private static final int ALL_CR4 = (int) (Cr4.OSXSAVE | Cr4.PKE);

    private CpuModel model = CpuModel.epyc();
    private boolean tellsOfSyscall = true;

    @Test
    void theVendorIsTheProcessorsUnlessTheSettingsChangeIt() {
        assertThat(vendor("", 0)).isEqualTo("AuthenticAMD");
        assertThat(vendor("vendor=JavisorJavis\n", 0)).isEqualTo("JavisorJavis");
        assertThat(vendor("vendor=JavisorJavis\n", 0x8000_0000)).isEqualTo("JavisorJavis");
        assertThat(vendor("vendor=short\n", 0)).isEqualTo("AuthenticAMD");
    }

    @Test
    void theExtendedLeavesRepeatTheVendorOnlyWhereTheProcessorDoes() {
        model = CpuModel.skylake();
        assertThat(ask("", 0x8000_0000, 0, 0)).containsExactly(0x8000_0008, 0, 0, 0);
        assertThat(ask("vendor=JavisorJavis\n", 0x8000_0000, 0, 0)).containsExactly(0x8000_0008, 0, 0, 0);
        assertThat(vendor("vendor=JavisorJavis\n", 0)).isEqualTo("JavisorJavis");
    }

    @Test
    void theHighestLeafStaysTheProcessors() {
        assertThat(ask("vendor=JavisorJavis\n", 0, 0, 0)[0]).isEqualTo(0xD);
        assertThat(ask("", 0x8000_0000, 0, 0)[0]).isEqualTo(0x8000_001F);
    }

    @Test
    void theBrandSaysJavisorUnlessTheSettingsSayOtherwise() {
        assertThat(brand("")).isEqualTo("AMD EPYC 7xx1 Simulated Processor Javisor");
        assertThat(brand("brand=Something Else\n")).isEqualTo("Something Else");
        assertThat(brand("brand=keep\n")).isEqualTo("AMD EPYC 7xx1 Simulated Processor");
    }

    @Test
    void aBrandWithoutRoomIsCutAndPaddingIsNotKept() {
        model = model.withBrand("12345678901234567890123456789012345678901234567");
        assertThat(brand("")).isEqualTo("123456789012345678901234567890123456789 Javisor");
        model = model.withBrand("Short          ");
        assertThat(brand("")).isEqualTo("Short Javisor");
        assertThat(brand("brand=12345678901234567890123456789012345678901234567890\n"))
                .hasSize(47);
    }

    @Test
    void hardwareVirtualisationAndMemoryEncryptionAreNotOffered() {
        assertThat(ask("", 0x8000_0001, 0, 0)[2] & (CpuidPolicy.SVM | CpuidPolicy.SKINIT))
                .isZero();
        assertThat(ask("", 0x8000_000A, 0, 0)).containsOnly(0);
        assertThat(ask("", 0x8000_001F, 0, 0)).containsOnly(0);
    }

    @Test
    void osBitsFollowTheGuestsCr4() {
        assertThat(ask("", 1, 0, 0)[2] & CpuidPolicy.OSXSAVE).isZero();
        assertThat(ask("", 1, 0, ALL_CR4)[2] & CpuidPolicy.OSXSAVE).isNotZero();
        assertThat(ask("", 7, 0, 0)[2] & CpuidPolicy.OSPKE).isZero();
        assertThat(ask("", 7, 0, ALL_CR4)[2] & CpuidPolicy.OSPKE).isNotZero();
        assertThat(ask("", 7, 1, ALL_CR4)).containsOnly(0);
    }

    @Test
    void syscallIsOfferedInTheModesInWhichTheProcessorTellsOfIt() {
        int edx = ask("", 0x8000_0001, 0, 0)[3];
        assertThat(edx & CpuidPolicy.SYSCALL).isNotZero();
        tellsOfSyscall = false;
        assertThat(ask("", 0x8000_0001, 0, 0)[3]).isEqualTo(edx & ~(int) CpuidPolicy.SYSCALL);
    }

    @Test
    void theHypervisorLeafIsThereOnRequest() {
        assertThat(ask("", 1, 0, 0)[2] & CpuidPolicy.HYPERVISOR).isZero();
        assertThat(ask("", CpuidPolicy.HYPERVISOR_LEAF, 0, 0)).containsOnly(0);
        String on = "hypervisor-leaf=on\n";
        assertThat(ask(on, 1, 0, 0)[2] & CpuidPolicy.HYPERVISOR).isNotZero();
        int[] leaf = ask(on, CpuidPolicy.HYPERVISOR_LEAF, 0, 0);
        assertThat(text(leaf[1], leaf[2], leaf[3])).isEqualTo("JavisorJavis");
    }

    @Test
    void physicalAddressesEndWhereNestedPagingDoes() {
        model = model.with(0x8000_0008, 0, 0x3934, 1, 2, 0x3_0000);
        assertThat(ask("", 0x8000_0008, 0, 0)).containsExactly(0x3930, 1, 2, 0x3_0000);
        model = model.with(0x8000_0008, 0, 0x3028, 0, 0, 0);
        assertThat(ask("", 0x8000_0008, 0, 0)[0]).isEqualTo(0x3028);
    }

    @Test
    void broadcastInvalidationIsNotOfferedBecauseItFaultsInAGuest() {
        model = model.with(0x8000_0008, 0, 0x3030, 0x0031_000F, 0x4004, 0x0001_0007);
        assertThat(ask("", 0x8000_0008, 0, 0)).containsExactly(0x3030, 0x0011_0007, 0x4004, 0x0001_0000);
    }

    @Property
    void allOtherLeavesAreTheProcessors(@ForAll int leaf, @ForAll @IntRange(max = 3) int subleaf, @ForAll int seed) {
        int[] special = {0, 1, 7, 0x8000_0000, 0x8000_0001, 0x8000_0002, 0x8000_0003, 0x8000_0004, 0x8000_0008};
        boolean changed = leaf == 0x8000_000A || leaf == 0x8000_001F;
        for (int other : special) {
            changed |= leaf == other;
        }
        if (!changed) {
            model = CpuModel.epyc().with(leaf, subleaf, seed, seed * 3, seed * 5, seed * 7);
            assertThat(ask("vendor=JavisorJavis\n", leaf, subleaf, ALL_CR4))
                    .containsExactly(seed, seed * 3, seed * 5, seed * 7);
        }
    }

    private String vendor(String settings, int leaf) {
        int[] answer = ask(settings, leaf, 0, 0);
        return text(answer[1], answer[3], answer[2]);
    }

    private String brand(String settings) {
        StringBuilder brand = new StringBuilder();
        for (int leaf = 0x8000_0002; leaf <= 0x8000_0004; leaf++) {
            brand.append(text(ask(settings, leaf, 0, 0)));
        }
        assertThat(brand).hasSize(48);
        return brand.substring(0, brand.indexOf("\0"));
    }

    private int[] ask(String settings, int leaf, int subleaf, long cr4) {
        GuestMachine guest = new GuestMachine(model, settings);
        CpuidPolicy policy = new CpuidPolicy();
        policy.configure(guest.settings());
        GuestRegisters registers = guest.registers();
        registers.rcx(subleaf | 0xFFFF_FFFF_0000_0000L);
        long eax = policy.answer(
                leaf,
                CpuidPolicy.highestLeaf(guest.registers().base().add(0x100)),
                registers,
                new Guest(cr4, tellsOfSyscall));
        assertThat((eax | registers.rbx() | registers.rcx() | registers.rdx()) >>> 32)
                .isZero();
        return new int[] {(int) eax, (int) registers.rbx(), (int) registers.rcx(), (int) registers.rdx()};
    }

    private static String text(int... words) {
        ByteBuffer bytes = ByteBuffer.allocate(words.length * 4).order(ByteOrder.LITTLE_ENDIAN);
        for (int word : words) {
            bytes.putInt(word);
        }
        return new String(bytes.array(), StandardCharsets.ISO_8859_1);
    }

    private record Guest(long cr4, boolean tellsOfSyscall) implements GuestView {}
}
