package javisor.cli;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import javisor.lab.MachineSpec;

/**
 * What {@code run} was asked to do, checked and complete.
 *
 * @param disk the user's disk image; the test OS's otherwise
 * @param demonstration whether no particular system was asked for
 * @param bare without Javisor
 * @param machine the machine without its disks
 * @param stick what the stick is to be like
 * @param expect what makes the run a success when it is seen
 * @param timeout how long it may take, if the user said so
 * @param gdb whether to wait for a debugger
 * @param keep whether to leave the files of the run
 * @param write whether the guest may write to the user's disk
 * @param exits whether to show how often each processor exited
 */
record SessionPlan(
        Optional<Path> disk,
        boolean demonstration,
        boolean bare,
        MachineSpec machine,
        StickSetup stick,
        Optional<Pattern> expect,
        Optional<Duration> timeout,
        boolean gdb,
        boolean keep,
        boolean write,
        boolean exits) {

    /** The vendor the test OS sees unless told otherwise: the visible proof that it runs under Javisor. */
    static final String DEMO_VENDOR = "JavisorJavis";

    private static final Duration TEST_OS_TIME = Duration.ofSeconds(120);
    private static final Duration EXPECT_TIME = Duration.ofSeconds(900);
    private static final Duration NO_LIMIT = Duration.ofDays(365);

    /** {@return whether the test OS is to be run both ways and compared} */
    boolean compares() {
        return demonstration && !bare && !gdb && expect.isEmpty() && !stick.sabotaged();
    }

    /** {@return how long one run may take} */
    Duration limit() {
        return timeout.orElse(
                gdb ? NO_LIMIT : disk.isEmpty() ? TEST_OS_TIME : expect.isPresent() ? EXPECT_TIME : NO_LIMIT);
    }

    /** {@return the stick's setup; the test OS is shown another vendor, a real system only if that was asked for} */
    StickSetup stickSetup() {
        return disk.isEmpty() ? stick.withDefaultVendor(DEMO_VENDOR) : stick;
    }
}
