package javisor.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.util.List;
import java.util.Optional;
import javisor.lab.Emulator;
import javisor.lab.MachineSpec;

/** The demonstration: the test OS on the bare machine, the same under Javisor, and a table of what differs. */
final class Comparison {
    /** What keys of measured times end with; no two runs have the same, and bench is there for them. */
    private static final String TIME = "-tsc";

    private final SessionPlan plan;
    private final PrintWriter out;
    private final RunFiles files;

    Comparison(SessionPlan plan, RunFiles files, PrintWriter out) {
        this.plan = plan;
        this.files = files;
        this.out = out;
    }

    /** {@return the exit code} */
    int run(Emulator emulator) throws IOException {
        MachineSpec machine = plan.machine();
        MachineSpec bare = files.bare(machine);
        MachineSpec hypervised = files.hypervised(machine);
        Session session = new Session(emulator, new SerialPrinter(out, SerialPrinter.coloursWanted()));

        out.println("The test OS on the bare machine (" + emulator.describe(machine) + "):");
        out.flush();
        Session.Result below = session.run(bare, Optional.empty(), plan.limit());
        files.serialLog("serial-bare.log", below.lines());
        if (!complete(below)) {
            return failed("on the bare machine the test OS did not come to its end: ", below);
        }
        out.println();
        out.println("The same under Javisor:");
        out.flush();
        ExitCounting counting = ExitCounting.with(emulator, files.exitLog(), plan.exits());
        Session.Result above = session.run(counting.prepare(hypervised), Optional.empty(), plan.limit(), counting);
        files.serialLog("serial.log", above.lines());
        if (!complete(above)) {
            return failed("under Javisor the test OS did not come to its end: ", above);
        }
        counting.report().forEach(out::println);
        out.println();
        return compare(Report.of(below.guestLines()), Report.of(above.guestLines()));
    }

    private int compare(Report bare, Report hypervised) {
        Table table = new Table("", "bare", "under Javisor");
        List<Report.Difference> differences = bare.differences(hypervised).stream()
                .filter(difference -> !difference.key().endsWith(TIME))
                .toList();
        differences.forEach(difference -> table.row(difference.key(), difference.here(), difference.there()));
        table.lines().forEach(out::println);
        int alike = bare.values().size()
                - (int) differences.stream()
                        .map(Report.Difference::key)
                        .distinct()
                        .count();
        out.println();
        out.println("Everything else is the same, " + alike + " entries.");
        String vendor = hypervised.value("vendor");
        String wanted = plan.stickSetup().vendor().orElseThrow();
        if (!vendor.equals(wanted)) {
            out.println("FAILED: the test OS sees the vendor " + vendor + " instead of " + wanted
                    + ", so it does not run under Javisor.");
        }
        out.flush();
        return vendor.equals(wanted) ? 0 : Javisor.FAILED;
    }

    private static boolean complete(Session.Result result) {
        return result.poweredOff() && result.lines().contains(Report.COMPLETE);
    }

    private int failed(String what, Session.Result result) {
        out.println("FAILED: " + what + result.complaint());
        out.flush();
        return Javisor.FAILED;
    }
}
