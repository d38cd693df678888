package javisor.hypervisor.vmx;

import static org.assertj.core.api.Assertions.assertThat;

import javisor.hypervisor.vmx.vmcs.GuestField;
import javisor.machine.x86.Cr4;
import javisor.simulator.CpuModel;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.MethodSource;

@ParameterizedClass
@MethodSource("javisor.hypervisor.vmx.VmxGuest#models")
class CpuidExitTest {
    private static final int RAX = 0;
    private static final int RCX = 1;
    private static final int RDX = 2;
    private static final int RBX = 3;
    private static final long VMX_AND_SMX = 3 << 5;
    private static final long SYSCALL = 1 << 11;
    private static final long HYPERVISOR = 1L << 31;

    private final CpuModel model;
    private final VmxGuest guest;

    CpuidExitTest(CpuModel model) {
        this.model = model;
        guest = new VmxGuest(model);
    }

    @AfterEach
    void theGuestCanBeEntered() {
        VmxGuest.assertThatItCanBeEntered();
    }

    @Test
    void theVendorIsTheProcessorsAndTheHighHalvesAreCleared() {
        guest.cpuid(0, 0);
        assertThat(guest.registers().general(RAX)).isEqualTo(model.cpuid(0, 0)[0]);
        assertThat(guest.registers().general(RBX)).isEqualTo(0x756E_6547);
        assertThat(guest.registers().general(RDX)).isEqualTo(0x4965_6E69);
        assertThat(guest.registers().general(RCX)).isEqualTo(0x6C65_746E);
        assertThat(GuestField.RIP.read()).isEqualTo(0x125);
        assertThat(VmxGuest.event()).isZero();
    }

    @Test
    void vmxAndSmxAreHiddenAndAllElseIsAsWithoutJavisor() {
        guest.cpuid(1, 0);
        long ecx = Integer.toUnsignedLong(model.cpuid(1, 0)[2]);
        assertThat(ecx & VMX_AND_SMX).isNotZero();
        assertThat(guest.registers().general(RCX)).isEqualTo(ecx & ~VMX_AND_SMX);
        assertThat(guest.registers().general(RCX) & HYPERVISOR).isZero();
        assertThat(guest.registers().general(RDX)).isEqualTo(Integer.toUnsignedLong(model.cpuid(1, 0)[3]));
    }

    @Test
    void osxsaveIsTheGuests() {
        guest.machine()
                .writeControlRegister(4, guest.machine().readControlRegister(4) | (hasXsave() ? Cr4.OSXSAVE : 0));
        guest.cpuid(1, 0);
        assertThat(guest.registers().general(RCX) & CpuModel.OSXSAVE).isZero();
        if (hasXsave()) {
            GuestField.CR4.write(Cr4.VMXE | Cr4.OSXSAVE);
            guest.cpuid(1, 0);
            assertThat(guest.registers().general(RCX) & CpuModel.OSXSAVE).isNotZero();
        }
    }

    @Test
    void syscallIsShownIn64BitModeOnly() {
        long edx = Integer.toUnsignedLong(model.cpuid(0x8000_0001, 0)[3]);
        assertThat(edx & SYSCALL).isNotZero();
        guest.cpuid(0x8000_0001, 0);
        assertThat(guest.registers().general(RDX)).as("real mode").isEqualTo(edx & ~SYSCALL);
        VmxGuest.longMode();
        guest.cpuid(0x8000_0001, 0);
        assertThat(guest.registers().general(RDX)).as("64-bit mode").isEqualTo(edx);
        GuestField.CS_ACCESS_RIGHTS.write(0xC09B);
        guest.cpuid(0x8000_0001, 0);
        assertThat(guest.registers().general(RDX)).as("compatibility mode").isEqualTo(edx & ~SYSCALL);
    }

    private boolean hasXsave() {
        return (model.cpuid(1, 0)[2] & 1 << 26) != 0;
    }
}
