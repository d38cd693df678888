package javisor.lab;

import java.util.List;

/** Debian's Bochs. */
final class PackagedBochsMachineTest extends MachineContract {
    @Override
    Emulator emulator() {
        return Bochs.packaged();
    }

    /** It ends on a triple fault, whatever its configuration says. */
    @Override
    List<BootSector> resets(BootSector first, BootSector second) {
        return List.of(first.reset());
    }
}
