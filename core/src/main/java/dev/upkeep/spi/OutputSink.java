package dev.upkeep.spi;

import dev.upkeep.log.Lines;
import dev.upkeep.log.Stream;
import java.time.Instant;
import java.util.Optional;

/** Takes what a process prints. */
@FunctionalInterface
public interface OutputSink {
    /**
     * Takes one line. Whoever waits here keeps this one process waiting to be read, and loses nothing: what is printed
     * meanwhile is kept on disk.
     *
     * @param stream where it was printed to
     * @param time when it was seen
     * @param text without the line end
     * @param truncated true if the line was too long for one and goes on in the next
     */
    void line(Stream stream, Instant time, String text, boolean truncated);

    /**
     * Takes many lines at once, without a text for each; by default, each is taken as a text.
     *
     * @param lines valid until this returns; to keep them, copy them
     */
    default void lines(Lines lines) {
        for (int i = 0; i < lines.count(); i++) {
            line(lines.stream(), lines.time(), lines.text(i), lines.isTruncated(i));
        }
    }

    /**
     * Whether more can be taken. If not, it is asked again soon, and what is printed meanwhile is kept on disk.
     *
     * @return by default true
     */
    default boolean isReady() {
        return true;
    }

    /** All lines that were there to take have been taken: the moment to write out what was gathered. Does nothing. */
    default void flush() {}

    /** Gives back what is not needed until something is printed again: for a while, nothing was. Does nothing. */
    default void rest() {}

    /**
     * Where this sink stands: a few words for {@link #rewind}, kept by whoever reads the output together with how far
     * that was read. Asked for before the first line of several and after {@link #flush()}.
     *
     * @return at most 200 characters of ASCII; empty if not all lines taken so far are written out. Always the same if
     *     nothing is kept
     */
    default Optional<String> mark() {
        return Optional.of("");
    }

    /**
     * Forgets what was taken after a mark, because all of it will be handed over again: the supervisor was killed
     * between writing lines and noting that they were read. Asked before the first line. Does nothing.
     *
     * @param mark from an earlier sink for the same process
     */
    default void rewind(String mark) {}
}
