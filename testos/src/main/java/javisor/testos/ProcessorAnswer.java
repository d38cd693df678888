package javisor.testos;

import javisor.machine.address.HostVirtual;
import javisor.machine.annotation.Unboxed;

/**
 * What a processor that was started says of itself, in memory that it shares with the one that started it. Both sides access it in the
 * order of the program, which x86 keeps for stores and for loads (Intel SDM vol. 3, 9.2.2), and {@link #arrived} is stored last.
 *
 * @param base where it stands
 */
@Unboxed
record ProcessorAnswer(HostVirtual base) {
    private static final int ARRIVED = 0;
    private static final int VENDOR = 4;
    private static final int FEATURES = 16;
    private static final int EXTENDED_FEATURES = 20;
    private static final int APIC_ID = 24;

    /** Expects an answer from now on. */
    void clear() {
        base.writeIntVolatile(ARRIVED, 0);
    }

    /** {@return whether the answer is complete} */
    boolean arrived() {
        return base.readIntVolatile(ARRIVED) != 0;
    }

    /** Completes the answer. */
    void arrive() {
        base.writeIntVolatile(ARRIVED, 1);
    }

    /** {@return four characters of the vendor, the first of them {@code part} times four} */
    int vendor(int part) {
        return base.readIntVolatile(VENDOR + 4L * part);
    }

    /** Stores four characters of the vendor. */
    void vendor(int part, int characters) {
        base.writeIntVolatile(VENDOR + 4L * part, characters);
    }

    /** {@return ECX of CPUID leaf 1} */
    int features() {
        return base.readIntVolatile(FEATURES);
    }

    /** Stores ECX of CPUID leaf 1. */
    void features(int ecx) {
        base.writeIntVolatile(FEATURES, ecx);
    }

    /** {@return ECX of CPUID leaf 80000001h} */
    int extendedFeatures() {
        return base.readIntVolatile(EXTENDED_FEATURES);
    }

    /** Stores ECX of CPUID leaf 80000001h. */
    void extendedFeatures(int ecx) {
        base.writeIntVolatile(EXTENDED_FEATURES, ecx);
    }

    /** {@return the APIC ID} */
    int apicId() {
        return base.readIntVolatile(APIC_ID);
    }

    /** Stores the APIC ID. */
    void apicId(int id) {
        base.writeIntVolatile(APIC_ID, id);
    }
}
