package javisor.hypervisor;

import javisor.hypervisor.apic.LocalApic;
import javisor.hypervisor.log.Log;
import javisor.hypervisor.memory.HostAddressSpace;
import javisor.hypervisor.memory.HostPageTables;
import javisor.hypervisor.memory.ImageLayout;
import javisor.hypervisor.memory.MemoryMap;
import javisor.hypervisor.memory.PageAllocator;
import javisor.hypervisor.memory.Withheld;
import javisor.hypervisor.panic.DebugPanic;
import javisor.hypervisor.processor.Gathering;
import javisor.hypervisor.processor.ProcessorBoot;
import javisor.hypervisor.virtualisation.Residence;
import javisor.hypervisor.virtualisation.Virtualisation;
import javisor.machine.acpi.AcpiTable;
import javisor.machine.acpi.AcpiTables;
import javisor.machine.acpi.Madt;
import javisor.machine.address.HostPhysical;
import javisor.machine.boot.BootInfo;
import javisor.machine.boot.Settings;
import javisor.machine.console.Console;

/**
 * The way from the loader to the guest: look at the machine without changing it, and return, so that the loader starts the OS on the
 * bare machine, if anything is in the way; then choose a place, move there, and hand over to the virtualisation for good.
 */
final class BootSequence implements ProcessorBoot.Newcomer {
    private static final int MOST_MEMORY_MAP_ENTRIES = 1024;

    /** What of physical memory the loader's page tables show. */
    private static final long LOADERS_WINDOW = 0x1_0000_0000L;

    private static final String[] SETTINGS = {
        "vendor", "brand", "hypervisor-leaf", "boot-drive", "debug-panic", "debug-entry", "debug-wait", "probe"
    };

    private final BootInfo bootInfo;
    private final HostCpu cpu;
    private final Virtualisation virtualisation;
    private final Settings settings = new Settings();

    BootSequence(BootInfo bootInfo, HostCpu cpu, Virtualisation virtualisation) {
        this.bootInfo = bootInfo;
        this.cpu = cpu;
        this.virtualisation = virtualisation;
    }

    /** Says why Javisor does not start. The caller returns to the loader. */
    static void refuse(String obstacle) {
        Log.console().print("Javisor cannot run here: ").print(obstacle).println(".");
        Log.console().println("The OS starts without it.");
        Log.drain();
    }

    /** Goes all the way; returns only if Javisor cannot run here. */
    void run() {
        String obstacle = obstacle();
        if (obstacle != null) {
            refuse(obstacle);
            return;
        }
        Gathering gathering = gather();
        obstacle = virtualisation.obstacle(gathering.count());
        if (obstacle != null) {
            gathering.dismiss();
            refuse(obstacle);
            return;
        }
        readSettings();
        MemoryMap memory =
                new MemoryMap(new HostPhysical(bootInfo.memoryMapAddress()).toVirtual(), bootInfo.memoryMapEntries());
        HostPageTables tables = new HostPageTables(
                memory.usableEnd(), cpu.physicalAddressBits(), cpu.gigabytePages(), cpu.noExecute(), gathering.count());
        long imageBytes = bootInfo.payloadMemoryBytes();
        int ownPages = virtualisation.pages(memory, gathering.count());
        Withheld withheld = Withheld.choose(memory, imageBytes, tables.pages(imageBytes, ownPages), ownPages);
        if (!withheld.found()) {
            gathering.dismiss();
            refuse("there is too little usable memory in one piece below 4 GiB; fit more memory");
            return;
        }
        report(withheld);
        HostAddressSpace space = moveIn(tables, withheld);
        DebugPanic.trigger(settings);
        PageAllocator pages = new PageAllocator(withheld.own(), withheld.ownEnd());
        ProcessorBoot.then(this);
        virtualisation.run(
                new Residence(bootInfo, settings, memory, withheld.start(), withheld.end(), pages, space, gathering));
        throw new IllegalStateException("the virtualisation has returned");
    }

    @Override
    public void join(int processor, long caching) {
        HostControls.enableProtections(cpu);
        virtualisation.join(processor, caching);
    }

    /** Has all other processors come, if there can be any, and compares with what the firmware lists. */
    private Gathering gather() {
        Gathering gathering = new Gathering(bootInfo.processorStart());
        if (LocalApic.present()) {
            int listed = listedProcessors();
            gathering.gather(listed);
            if (gathering.count() > 1 || listed > 1) {
                Log.console().print("processors: ").decimal(gathering.count());
                if (listed != gathering.count()) {
                    Log.console().print(", the firmware lists ").decimal(listed);
                }
                Log.console().println();
            }
        }
        return gathering;
    }

    /** {@return how many processors the firmware lists as enabled; 1 if it lists none} */
    private int listedProcessors() {
        AcpiTables tables = new AcpiTables();
        tables.locate(new HostPhysical(bootInfo.acpiRootPointer()), new HostPhysical(LOADERS_WINDOW));
        HostPhysical table = tables.find(Madt.SIGNATURE);
        return table.rawValue() == 0 ? 1 : Math.max(1, new Madt(new AcpiTable(table.toVirtual())).enabled());
    }

    private String obstacle() {
        int entries = bootInfo.memoryMapEntries();
        if (bootInfo.magic() != BootInfo.MAGIC_VALUE || bootInfo.structureBytes() != BootInfo.SIZE) {
            return "loader and image on the stick are of different versions; write the stick anew";
        }
        if (bootInfo.payloadMemoryBytes() != ImageLayout.end().subtract(ImageLayout.start())) {
            return "the loader has loaded another image than this; write the stick anew";
        }
        if (entries <= 0 || entries > MOST_MEMORY_MAP_ENTRIES) {
            return "the firmware gives no memory map; look for a firmware update";
        }
        return null;
    }

    private void readSettings() {
        settings.attach(new HostPhysical(bootInfo.settingsAddress()).toVirtual(), bootInfo.settingsBytes());
        settings.reportUnknown(Log.console(), SETTINGS);
        DebugPanic.check(settings, Log.console());
    }

    private HostAddressSpace moveIn(HostPageTables tables, Withheld withheld) {
        HostAddressSpace space = tables.build(withheld);
        HostPhysical from = new HostPhysical(bootInfo.payloadAddress());
        HostControls.enableNoExecute(cpu);
        Relocation.relocate(from, withheld.start(), withheld.imageBytes(), space.pml4());
        HostControls.enableProtections(cpu);
        return space;
    }

    private void report(Withheld withheld) {
        Console console = Log.console();
        console.print("virtualisation: ").println(virtualisation.name());
        console.print("withheld ").hex(withheld.start().rawValue());
        console.character('-').hex(withheld.end().rawValue() - 1);
        console.print(" (").decimal(withheld.bytes() / 1024).println(" KiB)");
    }
}
