package dev.upkeep.spec;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * When a process that runs well is replaced by a fresh one all the same. That uses up no attempt of its restart policy.
 *
 * @param memoryLimit what its whole tree may hold in memory, in bytes; empty for any amount
 * @param maxAge how long it may run; empty for ever
 */
public record Renewal(OptionalLong memoryLimit, Optional<Duration> maxAge) {
    /** Never: the default. */
    public static final Renewal NEVER = new Renewal(OptionalLong.empty(), Optional.empty());

    /** Refuses limits that are not positive, with {@link IllegalArgumentException}. */
    public Renewal {
        if (memoryLimit.isPresent() && memoryLimit.getAsLong() <= 0) {
            throw new IllegalArgumentException("memoryLimit: " + memoryLimit.getAsLong() + " (expected: > 0)");
        }
        if (maxAge.isPresent() && maxAge.get().compareTo(Duration.ZERO) <= 0) {
            throw new IllegalArgumentException("maxAge: " + maxAge.get() + " (expected: > 0)");
        }
    }

    /**
     * The same with another limit.
     *
     * @param bytes more than 0
     * @return a new value
     */
    public Renewal withMemoryLimit(long bytes) {
        return new Renewal(OptionalLong.of(bytes), maxAge);
    }

    /**
     * The same with another age.
     *
     * @param age more than 0
     * @return a new value
     */
    public Renewal withMaxAge(Duration age) {
        return new Renewal(memoryLimit, Optional.of(age));
    }
}
