package javisor.hypervisor.vmx;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Allowed 0-settings in bits 31:0, allowed 1-settings in bits 63:32 (Intel SDM vol. 3, appendix A.3.1); what must be 1 may be. */
class ControlCapabilityTest {
    @Property
    void adjustedControlsAreAllowedAndAsAskedForWhereThatIs(
            @ForAll int mustBeOne, @ForAll int more, @ForAll int controls) {
        int mayBeOne = mustBeOne | more;
        long adjusted = capability(mustBeOne, mayBeOne).adjust(Integer.toUnsignedLong(controls));
        for (int bit = 0; bit < 32; bit++) {
            boolean one = (mustBeOne >>> bit & 1) != 0 || (controls & mayBeOne & 1 << bit) != 0;
            assertThat((adjusted >>> bit & 1) != 0).as("bit %d", bit).isEqualTo(one);
        }
        assertThat(adjusted >>> 32).isZero();
    }

    @Property
    void aControlIsForcedFreeOrForbidden(@ForAll int mustBeOne, @ForAll int more) {
        ControlCapability capability = capability(mustBeOne, mustBeOne | more);
        for (int bit = 0; bit < 32; bit++) {
            long control = 1L << bit;
            assertThat(capability.mayBeZero(control)).isEqualTo((mustBeOne & control) == 0);
            assertThat(capability.mayBeOne(control)).isEqualTo(((mustBeOne | more) & control) != 0);
        }
        long all = 0xFFFF_FFFFL;
        assertThat(capability.mayBeOne(all)).isEqualTo((mustBeOne | more) == -1);
        assertThat(capability.mayBeZero(all)).isEqualTo(mustBeOne == 0);
    }

    private static ControlCapability capability(int mustBeOne, int mayBeOne) {
        return new ControlCapability((long) mayBeOne << 32 | Integer.toUnsignedLong(mustBeOne));
    }
}
