package javisor.simulator;

/** Something that answers on I/O ports. */
public interface PortDevice {
    /** {@return what IN of {@code size} bytes from {@code port} gives} */
    int in(int port, int size);

    /** OUT of {@code size} bytes to {@code port}. */
    void out(int port, int size, int value);
}
