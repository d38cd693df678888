package javisor.hypervisor.processor;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import javisor.hypervisor.apic.InterruptCommand;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;

/** Any sequence of commands against a model of the rules in which a processor, its IDs and what it was told are plain values. */
final class CommandsPropertyTest {
    private static final int[] IDS = {0, 1, 2, 3};
    private static final int[] STATES = {
        Signals.RUNNING, Signals.INIT_PENDING, Signals.WAITING, Signals.STARTING | 0x55,
    };
    private static final int FLAT = -1;
    private static final int CLUSTER = 0x0FFF_FFFF;

    /** A command, by its parts. */
    record Command(
            int sender, int destination, boolean logical, int shorthand, int mode, boolean deassert, int vector) {
        InterruptCommand register(boolean x2apic) {
            int levels = deassert ? 0x8000 : 0x4000;
            int low = vector | mode << 8 | (logical ? 0x800 : 0) | levels | shorthand << 18;
            int high = x2apic ? destination == 0xFF ? -1 : destination : destination << 24;
            return InterruptCommand.of(high, low);
        }

        boolean init() {
            return mode == 5 && !deassert;
        }

        boolean startUp() {
            return mode == 6;
        }
    }

    @Property(tries = 2000)
    void onlyTheAddressedProcessorsChangeTheirStateAndInTheWayTheCommandSays(
            @ForAll boolean x2apic,
            @ForAll boolean cluster,
            @ForAll @Size(value = 4) List<@IntRange(max = 3) Integer> before,
            @ForAll @Size(value = 4) List<@IntRange(max = 255) Integer> logicalIds,
            @ForAll("commands") @Size(min = 1, max = 4) List<Command> commands) {
        SeveralProcessors processors = new SeveralProcessors(x2apic, IDS);
        int[] expected = new int[IDS.length];
        int[] logical = new int[IDS.length];
        boolean[] flat = new boolean[IDS.length];
        for (int i = 0; i < IDS.length; i++) {
            expected[i] = STATES[before.get(i)];
            boolean init = expected[i] == Signals.INIT_PENDING;
            logical[i] = init ? 0 : logicalIds.get(i);
            flat[i] = init || !cluster;
            processors.get(i).signals().state(expected[i]);
            if (!x2apic) {
                processors.destinations(i, logical[i], flat[i] ? FLAT : CLUSTER);
            }
        }
        for (Command command : commands) {
            for (int i = 0; i < IDS.length; i++) {
                if (reaches(command, i, x2apic, logical[i], flat[i])) {
                    expected[i] = follow(command, i, expected[i]);
                    logical[i] = command.init() ? 0 : logical[i];
                    flat[i] |= command.init();
                }
            }
            Commands.carryOut(processors.on(command.sender()), command.register(x2apic));
            assertThat(processors.states()).containsExactly(expected);
            resetLocalApics(processors);
        }
    }

    /** What a processor with an INIT pending does to its own local APIC before its guest goes on. */
    private static void resetLocalApics(SeveralProcessors processors) {
        for (int i = 0; i < processors.count(); i++) {
            if (processors.get(i).signals().state() == Signals.INIT_PENDING) {
                processors.destinations(i, 0, FLAT);
            }
        }
    }

    /** A processor that has an INIT pending or waits is as good as one that does not run: what it does is what it was last told. */
    private static int follow(Command command, int target, int state) {
        if (command.init()) {
            return Signals.INIT_PENDING;
        }
        boolean waits = state == Signals.INIT_PENDING && target != 0 || state == Signals.WAITING;
        return command.startUp() && waits ? Signals.STARTING | command.vector() : state;
    }

    /** Intel SDM vol. 3, 11.6.2 and 11.12.10; for commands that are INIT or start-up. */
    private static boolean reaches(Command command, int target, boolean x2apic, int logicalId, boolean flat) {
        int destination = command.destination();
        return switch (command.shorthand()) {
            case 1, 2 -> false;
            case 3 -> target != command.sender();
            default -> {
                if (destination == 0xFF) {
                    yield true;
                }
                if (!command.logical()) {
                    yield destination == target;
                }
                if (x2apic) {
                    yield (destination >> target & 1) != 0;
                }
                yield flat
                        ? (destination & logicalId) != 0
                        : destination / 16 == logicalId / 16 && (destination % 16 & logicalId % 16) != 0;
            }
        };
    }

    @Provide
    Arbitrary<List<Command>> commands() {
        Arbitrary<Integer> destinations =
                Arbitraries.oneOf(Arbitraries.integers().between(0, 255), Arbitraries.of(0, 1, 2, 3, 0xFF));
        return Combinators.combine(
                        Arbitraries.integers().between(0, 3),
                        destinations,
                        Arbitraries.of(false, true),
                        Arbitraries.of(0, 0, 0, 1, 2, 3),
                        Arbitraries.of(5, 5, 5, 6, 6, 6, 0, 1, 4),
                        Arbitraries.of(false, false, false, true),
                        Arbitraries.integers().between(0, 255))
                .as(Command::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(4);
    }
}
