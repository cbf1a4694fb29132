package dev.upkeep.spi;

import dev.upkeep.process.Moment;
import java.time.Instant;

/** Tells the time. */
@FunctionalInterface
public interface Ticker {
    /**
     * The present.
     *
     * @return a moment of this ticker's clocks
     */
    Moment now();

    /**
     * The machine's own clocks.
     *
     * @return a ticker over {@link System#nanoTime()} and {@link Instant#now()}
     */
    static Ticker system() {
        return () -> new Moment(System.nanoTime(), Instant.now());
    }
}
