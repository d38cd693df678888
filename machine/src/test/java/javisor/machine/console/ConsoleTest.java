package javisor.machine.console;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;

class ConsoleTest {
    private final StringBuilder text = new StringBuilder();
    private final Console console =
            new Console("[javisor] ", new CharacterSink[] {character -> text.append((char) character)});

    @Test
    void everyLineStartsWithThePrefix() {
        console.println("one").print("two\nthree").println();
        assertThat(text).hasToString("[javisor] one\n[javisor] two\n[javisor] three\n");
    }

    @Test
    void aLineInPiecesHasOnePrefix() {
        console.print("rip ")
                .hex(0xFFFF_FFFF_8000_1234L)
                .print(", ")
                .decimal(42)
                .println();
        assertThat(text).hasToString("[javisor] rip 0xffffffff80001234, 42\n");
    }

    @Test
    void fixedWidthHexKeepsLeadingZeros() {
        console.hexDigits(0xAB, 4).character('.');
        assertThat(text).hasToString("[javisor] 00ab.");
    }

    @Property
    void numbersPrintAsJavaPrintsThem(@ForAll long value) {
        StringBuilder printed = new StringBuilder();
        new Console("", new CharacterSink[] {character -> printed.append((char) character)})
                .decimal(value)
                .character(' ')
                .hex(value);
        assertThat(printed).hasToString(Long.toUnsignedString(value) + " 0x" + Long.toHexString(value));
    }
}
