package javisor.simulator;

import java.util.List;

/** The ports by which a PC is reset: what is written to them is kept. */
record ResetPorts(List<SimulatedMachine.PortWrite> writes) implements PortDevice {
    @Override
    public int in(int port, int size) {
        return 0;
    }

    @Override
    public void out(int port, int size, int value) {
        writes.add(new SimulatedMachine.PortWrite(port, size, value));
    }
}
