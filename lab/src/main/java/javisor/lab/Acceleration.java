package javisor.lab;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who executes the machine's instructions. KVM serves a hypervisor as guest only if this computer's own CPU offers the
 * same kind of virtualisation and KVM passes it on; {@code /dev/kvm} alone says nothing.
 *
 * @param kvm whether KVM does it; otherwise the emulator translates
 * @param reason why, in a few words for the user
 */
public record Acceleration(boolean kvm, String reason) {
    private static final Pattern FLAGS = Pattern.compile("^flags\\s*:(.*)$", Pattern.MULTILINE);

    /** {@return what this computer can do for guests that use AMD-V} */
    public static Acceleration forAmdV() {
        return forAmdV(Path.of("/proc/cpuinfo"), Path.of("/dev/kvm"), Path.of("/sys/module/kvm_amd/parameters/nested"));
    }

    static Acceleration forAmdV(Path cpuInfo, Path device, Path nested) {
        if (!hasFlag(read(cpuInfo), "svm")) {
            return new Acceleration(false, "this computer's CPU offers no AMD-V");
        }
        if (!Files.isReadable(device) || !Files.isWritable(device)) {
            return new Acceleration(false, device + " is not accessible");
        }
        String setting = read(nested).strip();
        if (!setting.equals("1") && !setting.equals("Y")) {
            return new Acceleration(false, "KVM does not pass AMD-V on to guests");
        }
        return new Acceleration(true, "this computer's CPU offers AMD-V to guests");
    }

    private static boolean hasFlag(String cpuInfo, String flag) {
        Matcher flags = FLAGS.matcher(cpuInfo);
        return flags.find() && (flags.group(1) + " ").contains(" " + flag + " ");
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException absent) {
            return "";
        }
    }
}
