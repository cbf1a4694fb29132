package dev.upkeep.examples.terminal;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Help.Ansi;

/**
 * What is known of the terminal that output goes to.
 *
 * @param colours whether it is one, and {@code NO_COLOR} is not set
 * @param width how many characters a line has; a large number if output goes elsewhere
 */
public record Terminal(boolean colours, int width) {
    /** Output that goes to a file or another program. */
    public static final Terminal NONE = new Terminal(false, 10_000);

    /** How colours are written: parameters of SGR, ECMA-48 8.3.117. */
    public enum Colour {
        GREEN("32"),
        RED("31"),
        YELLOW("33"),
        DIM("2"),
        BOLD("1"),
        CYAN("36"),
        MAGENTA("35"),
        BLUE("34");

        private final String code;

        Colour(String code) {
            this.code = code;
        }
    }

    /** That of standard output. */
    public static Terminal ofOutput() {
        boolean terminal = Ansi.AUTO.enabled();
        return System.console() == null ? new Terminal(terminal, NONE.width()) : new Terminal(terminal, columns());
    }

    /** The text in a colour, or as it is. */
    public String paint(Colour colour, String text) {
        return colours ? "\u001b[" + colour.code + "m" + text + "\u001b[0m" : text;
    }

    private static int columns() {
        try {
            Process stty = new ProcessBuilder("stty", "size")
                    .redirectInput(new File("/dev/tty"))
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            stty.waitFor(1, TimeUnit.SECONDS);
            return size.matches("\\d+ [1-9]\\d*\\s*")
                    ? Integer.parseInt(size.strip().split(" ")[1])
                    : 80;
        } catch (IOException e) {
            return 80; // no stty here: the width that is always right
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return 80;
        }
    }
}
