package javisor.stick;

import javisor.lab.Bochs;
import javisor.lab.Emulator;

/** Both disks on IDE, with Bochs's own BIOS. */
final class BochsBootTest extends BootContract {
    @Override
    Emulator emulator() {
        return new Bochs();
    }
}
