package javisor.cli;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A size of memory on the command line: {@code 256M}, {@code 6G}; a number alone counts MiB. */
final class MemorySize implements ITypeConverter<Long> {
    private static final Pattern FORM = Pattern.compile("([0-9]{1,7})([MG]?)");
    private static final long SMALLEST = 32;
    private static final long LARGEST = 1 << 20;

    @Override
    public Long convert(String text) {
        Matcher form = FORM.matcher(text.toUpperCase(Locale.ROOT));
        if (!form.matches()) {
            throw new TypeConversionException("'" + text + "' is no memory size, write 256M or 6G");
        }
        long megabytes = Long.parseLong(form.group(1)) << (form.group(2).equals("G") ? 10 : 0);
        if (megabytes < SMALLEST || megabytes > LARGEST) {
            throw new TypeConversionException(
                    "'" + text + "' is outside " + SMALLEST + "M to " + (LARGEST >> 10) + "G");
        }
        return megabytes << 20;
    }
}
