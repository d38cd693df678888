package javisor.lab;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/**
 * QEMU: emulates AMD-V in its translator. The firmware is SeaBIOS. System management mode is off, because SeaBIOS would
 * do its disk services in it, and the emulated CPU loses EFER.SVME on the way there and back. A machine that has switched itself off
 * stands still until {@link QemuMachine} has taken its last look.
 *
 * <p>Several translated processors take turns on one thread, unless the machine may be {@linkplain MachineSpec#parallel()
 * parallel}, because QEMU 7.2 has a race: each FLDENV, FRSTOR, FXRSTOR and XRSTOR, on whatever processor, releases IGNNE# by a read
 * and a write of the first processor's flags that are not one step ({@code cpu_clear_ignne}). Among the flags is whether
 * nested paging is on. If the first processor leaves its guest in between, it is on again, the next instruction of the
 * hypervisor is looked for in the guest's memory, and the machine resets itself.
 */
public record Qemu(Acceleration acceleration) implements Emulator {
    private static final ExternalTool TOOL = new ExternalTool("qemu-system-x86_64", "qemu-system-x86 seabios");

    /**
     * With its log of translated code on, QEMU logs guest exits. The log is limited to a range in which nothing runs,
     * because its address is not canonical.
     */
    private static final String NOWHERE = "0x800000000000+0x1";

    private static final String SERIAL_TEXT = "serial_write";
    private static final String HYPERVISOR_FLAG = "hypervisor";

    /** QEMU with what this computer offers. */
    public Qemu() {
        this(Acceleration.forAmdV());
    }

    @Override
    public ExternalTool tool() {
        return TOOL;
    }

    @Override
    public String describe(MachineSpec spec) {
        return "QEMU, CPU " + spec.model() + (kvm(spec) ? ", KVM" : ", translated")
                + (takeTurns(spec) ? ", processors taking turns" : "")
                + (spec.counting() ? ", counting instructions" : ": " + acceleration.reason());
    }

    private boolean kvm(MachineSpec spec) {
        return acceleration.kvm() && !spec.counting();
    }

    private boolean takeTurns(MachineSpec spec) {
        return spec.cpus() > 1 && !spec.parallel() && !kvm(spec);
    }

    @Override
    public RunningMachine start(MachineSpec spec, Consumer<SerialLine> listener) {
        Path program = TOOL.require();
        ScratchDirectory scratch = ScratchDirectory.create();
        List<String> command = new ArrayList<>(List.of(program.toString()));
        command.addAll(arguments(spec, scratch.file(QemuMachine.MONITOR_SOCKET)));
        return QemuMachine.start(command, scratch, spec, listener);
    }

    /** {@return the command line for a machine whose monitor connects to a socket} */
    List<String> arguments(MachineSpec spec, Path monitor) {
        List<String> arguments = new ArrayList<>();
        add(arguments, "-accel", kvm(spec) ? "kvm" : takeTurns(spec) ? "tcg,thread=single" : "tcg");
        add(arguments, "-machine", "q35,smm=off");
        add(arguments, "-cpu", cpu(spec.model()));
        add(arguments, "-smp", Integer.toString(spec.cpus()));
        add(arguments, "-m", (spec.memoryBytes() >> 10) + "K");
        add(arguments, "-nodefaults", "-no-user-config", "-no-shutdown", "-display", "none", "-vga", "std");
        add(arguments, "-chardev", "stdio,id=serial,signal=off", "-serial", "chardev:serial");
        add(arguments, "-chardev", "socket,id=monitor,path=" + escape(monitor), "-mon", "chardev=monitor,mode=control");
        add(arguments, "-S");
        if (!spec.rebooting()) {
            add(arguments, "-no-reboot");
        }
        if (spec.counting()) {
            add(arguments, "-icount", "shift=0,sleep=off");
        }
        spec.exitLog()
                .ifPresent(log -> add(
                        arguments, "-d", "in_asm", "-dfilter", NOWHERE, "-trace", SERIAL_TEXT, "-D", log.toString()));
        spec.gdbPort().ifPresent(port -> add(arguments, "-gdb", "tcp:127.0.0.1:" + port));
        add(arguments, "-device", "qemu-xhci");
        for (int i = 0; i < spec.disks().size(); i++) {
            addDisk(arguments, spec.disks().get(i), i);
        }
        arguments.addAll(spec.emulatorArguments());
        return arguments;
    }

    private static void addDisk(List<String> arguments, Disk disk, int index) {
        String id = "disk" + index;
        add(
                arguments,
                "-drive",
                "if=none,id=" + id + ",file=" + escape(disk.image().toAbsolutePath()) + ",format=raw,snapshot="
                        + (disk.writable() ? "off" : "on"));
        String device = switch (disk.attachment()) {
            case USB_STICK -> "usb-storage";
            case SATA -> "ide-hd,bus=ide." + index;
            case NVME -> "nvme,serial=" + id;
        };
        add(arguments, "-device", device + ",drive=" + id + ",bootindex=" + index);
    }

    /** The model with the bit off that would tell the machine it is emulated, unless the caller has decided himself. */
    private static String cpu(String model) {
        return model.contains(HYPERVISOR_FLAG) ? model : model + ",-" + HYPERVISOR_FLAG;
    }

    private static String escape(Path path) {
        return path.toString().replace(",", ",,");
    }

    private static void add(List<String> arguments, String... more) {
        arguments.addAll(List.of(more));
    }
}
