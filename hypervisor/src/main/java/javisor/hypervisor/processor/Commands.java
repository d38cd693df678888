package javisor.hypervisor.processor;

import javisor.hypervisor.apic.InterruptCommand;
import javisor.hypervisor.apic.LocalApic;

/**
 * INIT and start-up commands of the guest, carried out by what is left for their targets. A target in the middle of an exit takes up what
 * is left for it when its guest would go on.
 */
public final class Commands {
    private Commands() {}

    /** Carries out a command that the guest of this processor gives, for this processor too: it follows before its guest goes on. */
    public static void carryOut(Processor self, InterruptCommand command) {
        boolean x2apic = LocalApic.x2apic();
        for (int i = 0; i < Processors.count(); i++) {
            Processor target = Processors.get(i);
            boolean reached = target == self
                    ? command.reachesSender(
                            x2apic, self.apicId(), LocalApic.logicalDestination(), LocalApic.destinationFormat())
                    : reachesOther(command, x2apic, target);
            if (reached && leave(target, command) && target != self) {
                Processors.kick(target);
            }
        }
    }

    /**
     * Carries out a start-up command that the guest of this processor may have given before anybody saw its commands, for those to whom an
     * INIT has come since. One to all others may be Javisor's own, from before the guest.
     */
    public static void makeUpFor(Processor self, InterruptCommand command) {
        boolean x2apic = LocalApic.x2apic();
        boolean one = command.isStartUp() && command.shorthand() == 0;
        for (int i = 1; one && i < Processors.count(); i++) {
            Processor target = Processors.get(i);
            if (target != self && reachesOther(command, x2apic, target)) {
                target.signals().change(Signals.INIT_PENDING, Signals.STARTING | command.vector());
            }
        }
    }

    private static boolean reachesOther(InterruptCommand command, boolean x2apic, Processor target) {
        int format = target.signals().destinationFormat();
        return command.reachesOther(x2apic, x2apic, target.apicId(), logicalId(target, x2apic), format);
    }

    private static int logicalId(Processor target, boolean x2apic) {
        int id = target.apicId();
        return x2apic ? id >>> 4 << 16 | 1 << (id & 15) : target.signals().logicalDestination();
    }

    /** The bootstrap processor never waits for a start-up, so one is nothing to it even while its INIT is pending. */
    private static boolean leave(Processor target, InterruptCommand command) {
        Signals signals = target.signals();
        if (command.isInit()) {
            signals.destinations(0, -1);
            signals.state(Signals.INIT_PENDING);
            return true;
        }
        int state = signals.state();
        boolean waits = state == Signals.WAITING || state == Signals.INIT_PENDING && target.number() != 0;
        return command.isStartUp() && waits && signals.change(state, Signals.STARTING | command.vector());
    }
}
