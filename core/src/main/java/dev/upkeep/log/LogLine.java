package dev.upkeep.log;

import java.time.Instant;

/**
 * One line that a process printed, as it was printed: nothing in it is escaped or removed.
 *
 * @param seq its place in the one order of all lines of this process, from 1, without gaps
 * @param time when the supervisor saw it
 * @param stream where it was printed to
 * @param text without the line end; bytes that are no UTF-8 are replaced
 * @param truncated true if the line was too long for one and goes on in the next
 */
public record LogLine(long seq, Instant time, Stream stream, String text, boolean truncated) {
    /**
     * The text as it can be shown in a terminal or written to a file without harm: colours are left out, other control
     * characters but the tab, and those that turn the direction of writing, stand as {@code \x1b}, {@code \r} or
     * its four digits after a backslash.
     *
     * @return one line, whatever was printed
     */
    public String plain() {
        return PlainText.of(text);
    }
}
