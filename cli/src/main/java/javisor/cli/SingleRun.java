package javisor.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import javisor.lab.Emulator;
import javisor.lab.MachineSpec;

/** One system started once, on the bare machine or under Javisor. */
final class SingleRun {
    private final SessionPlan plan;
    private final RunFiles files;
    private final PrintWriter out;

    SingleRun(SessionPlan plan, RunFiles files, PrintWriter out) {
        this.plan = plan;
        this.files = files;
        this.out = out;
    }

    /** {@return the exit code} */
    int run(Emulator emulator) throws IOException {
        MachineSpec machine = plan.bare() ? files.bare(plan.machine()) : files.hypervised(plan.machine());
        out.println(emulator.describe(machine));
        if (plan.gdb()) {
            machine = machine.withGdb(freePort());
            out.println("The machine waits for gdb:");
            out.println("  "
                    + gdbCommand(
                            files.symbols(), files.sources(), machine.gdbPort().getAsInt()));
        }
        out.flush();
        Session session = new Session(emulator, new SerialPrinter(out, SerialPrinter.coloursWanted()), System.in);
        ExitCounting counting = ExitCounting.with(emulator, files.exitLog(), plan.exits());
        Session.Result result = session.run(counting.prepare(machine), plan.expect(), plan.limit(), counting);
        counting.report().forEach(out::println);
        files.serialLog("serial.log", result.lines());
        boolean success = result.expected() || plan.expect().isEmpty() && result.poweredOff() && testOsComplete(result);
        if (!success) {
            out.println("FAILED: " + complaint(result));
        }
        out.flush();
        return success ? 0 : Javisor.FAILED;
    }

    /** Hardware breakpoints, because the code is not there yet when gdb sets them, and moves before it runs for good. */
    static String gdbCommand(Path symbols, List<Path> sources, int port) {
        StringBuilder command = new StringBuilder("gdb -q -ex 'set architecture i386:x86-64'");
        command.append(" -ex 'symbol-file \"").append(symbols).append("\"'");
        for (Path source : sources) {
            command.append(" -ex 'directory \"").append(source).append("\"'");
        }
        command.append(" -ex 'target remote 127.0.0.1:").append(port).append("'");
        return command.append(" -ex 'hbreak javisor_boot' -ex 'continue'").toString();
    }

    private boolean testOsComplete(Session.Result result) {
        return plan.disk().isPresent() || result.lines().contains(Report.COMPLETE);
    }

    private String complaint(Session.Result result) {
        String ending = result.complaint();
        return plan.expect()
                .map(pattern -> "/" + pattern + "/ was not seen; " + ending)
                .orElse(ending);
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }
}
