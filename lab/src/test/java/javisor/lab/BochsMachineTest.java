package javisor.lab;

/** The Bochs that Javisor has built, where it has. */
final class BochsMachineTest extends MachineContract {
    @Override
    Emulator emulator() {
        return new Bochs();
    }
}
