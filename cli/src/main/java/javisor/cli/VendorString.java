package javisor.cli;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A CPU vendor on the command line: the 12 characters that CPUID leaf 0 returns. */
final class VendorString implements ITypeConverter<String> {
    private static final int LENGTH = 12;

    @Override
    public String convert(String text) {
        if (text.length() != LENGTH) {
            throw new TypeConversionException(
                    "'" + text + "' has " + text.length() + " characters, a CPU vendor has exactly " + LENGTH);
        }
        if (!text.chars().allMatch(character -> character >= ' ' && character <= '~')) {
            throw new TypeConversionException("'" + text + "' has characters that are not printable ASCII");
        }
        if (!text.equals(text.strip())) {
            throw new TypeConversionException("'" + text + "' begins or ends with a blank");
        }
        return text;
    }
}
