package javisor.lab;

/** Debian's Bochs. */
final class PackagedBochsMachineTest extends MachineContract {
    @Override
    Emulator emulator() {
        return Bochs.packaged();
    }
}
