package dev.upkeep;

import dev.upkeep.process.Reason;
import dev.upkeep.process.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.OptionalLong;

/**
 * How one instance of a process is, at one moment. Components may be added in later versions.
 *
 * @param number which, from 1; two have the same while one replaces the other
 * @param role what it is to the process
 * @param state what it is doing
 * @param since when it began to
 * @param reason why
 * @param ready whether it may be sent traffic
 * @param pid of the root of its tree, while it lives
 * @param port that it was given; empty if it was given none
 * @param startTime when it was launched, while it lives
 * @param uptime how long it has lived, zero if it doesn't
 * @param restartCount how often it was launched again since this supervisor watches it
 * @param nextRestart when it is launched again, in backoff
 * @param lastExit how it last ended
 * @param lastError what went wrong last, so that it was to be launched again or was given up
 * @param health what the probes say, and when they last did
 * @param resources what its tree uses; empty if nothing lives or this system does not tell
 */
public record InstanceStatus(
        int number,
        Role role,
        State state,
        Instant since,
        Reason reason,
        boolean ready,
        OptionalLong pid,
        OptionalInt port,
        Optional<Instant> startTime,
        Duration uptime,
        int restartCount,
        Optional<Instant> nextRestart,
        Optional<ProcessStatus.LastExit> lastExit,
        Optional<ProcessStatus.LastError> lastError,
        ProcessStatus.HealthStatus health,
        Optional<ProcessStatus.Resources> resources) {
    /** What an instance is to its process. */
    public enum Role {
        /** The instance of this number. */
        CURRENT,
        /** It is to take the place of the instance of this number as soon as it is ready. */
        SUCCESSOR,
        /** It gets no more requests, and is being stopped. */
        LEAVING
    }
}
