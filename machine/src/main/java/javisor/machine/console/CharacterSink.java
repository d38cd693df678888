package javisor.machine.console;

/** Something a {@link Console} writes its characters to. */
public interface CharacterSink {
    /** Takes one character, of Latin-1; {@code '\n'} ends a line. */
    void put(int character);
}
