package javisor.cli;

import java.util.Optional;

/** Whether one boot of the test OS under Javisor was as it must be: to its end, and virtualised on every processor. */
final class BootVerdict {
    private final String vendor;
    private final int cpus;

    /**
     * What is wanted.
     *
     * @param vendor the vendor that every processor shows
     * @param cpus how many processors there are
     */
    BootVerdict(String vendor, int cpus) {
        this.vendor = vendor;
        this.cpus = cpus;
    }

    /** {@return what is wrong with a run, in one line; nothing if it is as it must be} */
    Optional<String> complaint(Session.Result result) {
        if (!result.poweredOff()) {
            return Optional.of(result.complaint());
        }
        if (!result.lines().contains(Report.COMPLETE)) {
            return Optional.of("the test OS did not come to its end");
        }
        Report report = Report.of(result.guestLines());
        if (!report.value("vendor").equals(vendor)) {
            return Optional.of("the test OS sees the vendor " + report.value("vendor") + " instead of " + vendor);
        }
        return cpus == 1 ? Optional.empty() : complaintOfProcessors(report);
    }

    private Optional<String> complaintOfProcessors(Report report) {
        for (int cpu = 0; cpu < cpus; cpu++) {
            String said = report.value("cpu-" + cpu);
            if (!said.startsWith("vendor " + vendor + ", virtualisation none,")) {
                return Optional.of("processor " + cpu + " of " + cpus + ": "
                        + (said.isEmpty() ? "the test OS does not know it" : said));
            }
        }
        return Optional.empty();
    }
}
