package dev.upkeep.examples.launcher;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A TCP port to listen on.
 *
 * @param number 0 (any free one) to 65535
 */
record Port(int number) {
    /** Reads one from the command line. */
    static final class Converter implements ITypeConverter<Port> {
        @Override
        public Port convert(String text) {
            try {
                int number = Integer.parseInt(text);
                if (number >= 0 && number <= 65535) {
                    return new Port(number);
                }
            } catch (NumberFormatException e) {
                // told below, in the same words
            }
            throw new TypeConversionException(text + " (expected: a port, 0 to 65535)");
        }
    }
}
