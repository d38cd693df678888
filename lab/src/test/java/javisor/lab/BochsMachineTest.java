package javisor.lab;

final class BochsMachineTest extends MachineContract {
    @Override
    Emulator emulator() {
        return new Bochs();
    }
}
