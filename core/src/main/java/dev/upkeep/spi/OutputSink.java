package dev.upkeep.spi;

import dev.upkeep.log.Stream;
import java.time.Instant;
import java.util.Optional;

/** Takes what a process prints. */
@FunctionalInterface
public interface OutputSink {
    /**
     * Takes one line. Quick and without blocking for long: the reader of all output waits meanwhile.
     *
     * @param stream where it was printed to
     * @param time when it was seen
     * @param text without the line end
     * @param truncated true if the line was longer than what is kept of one
     */
    void line(Stream stream, Instant time, String text, boolean truncated);

    /** All lines that were there to take have been taken: the moment to write out what was gathered. Does nothing. */
    default void flush() {}

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
