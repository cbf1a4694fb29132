package dev.upkeep.spec;

import java.time.Duration;
import java.util.Optional;

/**
 * When a process is started, and when it may rest.
 *
 * @param start default {@link Start#BOOT}
 * @param idleTimeout it is stopped when no request was under way for so long; default never
 */
public record Activation(Start start, Optional<Duration> idleTimeout) {
    /** With the supervisor, and never to rest. */
    public static final Activation DEFAULT = new Activation(Start.BOOT, Optional.empty());

    /** What starts it. */
    public enum Start {
        /** The supervisor, when it starts. */
        BOOT,
        /** The first request along one of its routes, and so again after it was idle. */
        REQUEST,
        /** An operator, or another process that needs it. */
        HAND
    }
}
