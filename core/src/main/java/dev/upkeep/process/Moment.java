package dev.upkeep.process;

import java.time.Duration;
import java.time.Instant;

/**
 * A point in time, told by two clocks: one that never jumps, for measuring, and one that people read, for showing.
 *
 * @param nanos of a monotonic clock with an arbitrary origin, such as {@link System#nanoTime()}
 * @param wall what a clock on the wall shows; may jump either way
 */
public record Moment(long nanos, Instant wall) {
    /**
     * How much time has passed since an earlier moment of the same clock.
     *
     * @param earlier the moment to measure from
     * @return the measured time, never negative
     */
    public Duration since(Moment earlier) {
        return Duration.ofNanos(Math.max(0, nanos - earlier.nanos));
    }

    /**
     * The moment this much later, on both clocks.
     *
     * @param duration how much later
     * @return the later moment
     */
    public Moment plus(Duration duration) {
        return new Moment(nanos + duration.toNanos(), wall.plus(duration));
    }
}
