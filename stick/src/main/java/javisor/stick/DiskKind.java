package javisor.stick;

import javisor.firmware.BootSectorKind;

/** The two kinds of disk with our boot sector. */
public enum DiskKind {
    /** The stick with the hypervisor: if anything fails it starts the disk with the operating system. */
    STICK(BootSectorKind.STICK, BootSectorKind.STICK_SIGNATURE),
    /** A disk with a test operating system, which starts nothing else. */
    TEST_OS(BootSectorKind.OPERATING_SYSTEM, BootSectorKind.OPERATING_SYSTEM_SIGNATURE);

    private final int code;
    private final int signature;

    DiskKind(int code, int signature) {
        this.code = code;
        this.signature = signature;
    }

    /** {@return the value of the boot sector's field} */
    int code() {
        return code;
    }

    /** {@return the disk signature} */
    int signature() {
        return signature;
    }
}
