package javisor.machine.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import javisor.machine.BytePlatform;
import javisor.machine.console.CharacterSink;
import javisor.machine.console.Console;
import javisor.machine.hosted.Hosted;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.AlphaChars;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;

class SettingsTest {
    @Test
    void findsValuesWhateverTheLineEndsAndBlanks() {
        Settings settings = settings("vendor=JavisorJavis\r\n  boot-drive = swap \n\nhypervisor-leaf=on");
        assertThat(value(settings, "vendor")).isEqualTo("JavisorJavis");
        assertThat(settings.is("boot-drive", "swap")).isTrue();
        assertThat(settings.is("hypervisor-leaf", "on")).isTrue();
        assertThat(settings.is("hypervisor-leaf", "o")).isFalse();
        assertThat(settings.length("brand")).isEqualTo(-1);
        assertThat(settings.character("boot-drive", 0)).isEqualTo('s');
        assertThat(settings.character("boot-drive", 4)).isEqualTo(-1);
    }

    @Test
    void aKeyIsNoPrefixOfAnother() {
        Settings settings = settings("vendor-x=1\nvend=2\n");
        assertThat(settings.length("vendor")).isEqualTo(-1);
        assertThat(settings.length("vend")).isEqualTo(1);
    }

    @Test
    void aValueMayHoldBlanksAndEqualsSigns() {
        assertThat(value(settings("brand=A = B\n"), "brand")).isEqualTo("A = B");
    }

    @Test
    void theLastOfTwoLinesWithOneKeyHolds() {
        assertThat(value(settings("brand=one\nbrand=two\n"), "brand")).isEqualTo("two");
    }

    @Test
    void anEmptyValueIsPresent() {
        assertThat(settings("brand=\nvendor=x").length("brand")).isZero();
    }

    @Test
    void aNulEndsTheBlock() {
        assertThat(settings("a=1\n\0b=2\n").length("b")).isEqualTo(-1);
    }

    @Test
    void commentsAreNoSettings() {
        assertThat(settings("#a=1\n # b=2\n").length("#a")).isEqualTo(-1);
    }

    @Test
    void aLongValueIsCutToTheBuffer() {
        byte[] buffer = new byte[3];
        assertThat(settings("a=12345").copy("a", buffer)).isEqualTo(3);
        assertThat(buffer).containsExactly('1', '2', '3');
    }

    @Test
    void hexadecimalRangesAreReadByPart() {
        Settings settings = settings("probe=0x1FE00000-1fffffff\nbad=12-xyz\nlong=11112222333344445");
        assertThat(settings.hexadecimal("probe", 0)).isEqualTo(0x1FE00000L);
        assertThat(settings.hexadecimal("probe", 1)).isEqualTo(0x1FFFFFFFL);
        assertThat(settings.hexadecimal("probe", 2)).isEqualTo(-1);
        assertThat(settings.hexadecimal("bad", 1)).isEqualTo(-1);
        assertThat(settings.hexadecimal("long", 0)).isEqualTo(-1);
        assertThat(settings.hexadecimal("none", 0)).isEqualTo(-1);
    }

    @Test
    void saysWhatItIgnores() {
        StringBuilder text = new StringBuilder();
        Console console = new Console("", new CharacterSink[] {character -> text.append((char) character)});
        settings("vendor=x\n# comment\n\ncolour=blue\nrubbish\n=5\nkey\u0001=6\n")
                .reportUnknown(console, new String[] {"vendor"});
        assertThat(text).hasToString("""
                        settings: ignored the unknown key colour
                        settings: ignored a line that is not key=value: rubbish
                        settings: ignored a line that is not key=value: =5
                        settings: ignored a line that is not key=value: key.=6
                        """);
    }

    @Property
    void aWrittenSettingIsReadBack(
            @ForAll @AlphaChars @StringLength(min = 1, max = 20) String key,
            @ForAll @AlphaChars @StringLength(max = 60) String value) {
        assertThat(value(settings("x=1\n" + key + "=" + value + "\n"), key)).isEqualTo(value);
    }

    @Property
    void garbageIsNeverAnError(@ForAll @Size(max = 200) byte[] block) {
        BytePlatform platform = new BytePlatform();
        Hosted.set(platform);
        Settings settings = new Settings();
        settings.attach(platform.store(0x8000, block), block.length);
        Console silent = new Console("", new CharacterSink[0]);
        settings.reportUnknown(silent, new String[] {"vendor"});
        assertThat(settings.length("vendor")).isBetween(-1, block.length);
        assertThat(settings.hexadecimal("a", 1)).isEqualTo(-1);
    }

    @Test
    void aMissingBlockHasNoSettings() {
        assertThat(new Settings().length("vendor")).isEqualTo(-1);
    }

    private static Settings settings(String text) {
        BytePlatform platform = new BytePlatform();
        Hosted.set(platform);
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        Settings settings = new Settings();
        settings.attach(platform.store(0x8000, bytes), bytes.length);
        return settings;
    }

    private static String value(Settings settings, String key) {
        byte[] buffer = new byte[settings.length(key)];
        settings.copy(key, buffer);
        return new String(buffer, StandardCharsets.ISO_8859_1);
    }
}
