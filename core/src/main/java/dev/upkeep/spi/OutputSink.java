package dev.upkeep.spi;

import dev.upkeep.log.Stream;
import java.time.Instant;

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
}
