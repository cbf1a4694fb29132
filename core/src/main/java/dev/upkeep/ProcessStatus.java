package dev.upkeep;

import dev.upkeep.health.Health;
import dev.upkeep.health.Probe;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.process.Exit;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Reason;
import dev.upkeep.process.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * How a process is, at one moment. Components may be added in later versions.
 *
 * @param id which
 * @param name its name for people
 * @param description for people
 * @param wanted whether it should be running
 * @param state what it is doing
 * @param since when it began to
 * @param reason why
 * @param ready whether it may be sent traffic
 * @param pid of the root of its tree, while it lives
 * @param startTime when it was launched, while it lives
 * @param uptime how long it has lived, zero if it doesn't
 * @param restartCount how often it was launched again since this supervisor watches it
 * @param attempts how many restarts count against its policy
 * @param maxAttempts how many may; -1 for no limit
 * @param nextRestart when it is launched again, in backoff
 * @param lastExit how it last ended
 * @param lastError what went wrong last, so that it was to be launched again or was given up
 * @param health what the probes say, and when they last did
 * @param nextRun when its schedule has it run next; empty if it has none
 * @param resources what its trees use; empty if nothing lives or this system does not tell
 * @param instances how its instances are, at least one; what is said of the process is said of the one that has come
 *     furthest, but for what can be added up
 */
public record ProcessStatus(
        ProcessId id,
        String name,
        String description,
        boolean wanted,
        State state,
        Instant since,
        Reason reason,
        boolean ready,
        OptionalLong pid,
        Optional<Instant> startTime,
        Duration uptime,
        int restartCount,
        int attempts,
        int maxAttempts,
        Optional<Instant> nextRestart,
        Optional<LastExit> lastExit,
        Optional<LastError> lastError,
        HealthStatus health,
        Optional<Instant> nextRun,
        Optional<Resources> resources,
        List<InstanceStatus> instances) {
    /** Copies the list. */
    public ProcessStatus {
        instances = List.copyOf(instances);
    }

    /**
     * How it last ended.
     *
     * @param exit with which code
     * @param at when
     * @param ran how long it had run
     * @param expected whether somebody had asked for it, or the policy takes it for a good end
     */
    public record LastExit(Exit exit, Instant at, Duration ran, boolean expected) {}

    /**
     * What went wrong last.
     *
     * @param at when
     * @param reason what it was
     */
    public record LastError(Instant at, Reason reason) {}

    /**
     * What the probes say.
     *
     * @param verdict unknown if there is no health check
     * @param failures how many count, in a row
     * @param probe what is asked, if anything is; if there are two, the one that has answered last
     * @param lastCheck when the last answer came
     * @param lastResult what it was
     * @param lastSuccess when it last was well, since its launch
     */
    public record HealthStatus(
            Health verdict,
            int failures,
            Optional<Probe> probe,
            Optional<Instant> lastCheck,
            Optional<ProbeResult> lastResult,
            Optional<Instant> lastSuccess) {
        /** Nothing is asked. */
        public static final HealthStatus UNKNOWN = new HealthStatus(
                Health.UNKNOWN, 0, Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
    }

    /**
     * What the whole tree of a process uses.
     *
     * @param cpuPercent of one core, over the time since the last look before; of a tree first looked at, since its launch
     * @param cpuTime used since the launch, by what has ended since, too
     * @param memory resident, in bytes: the sum over the tree, so that what several share is counted several times
     * @param threads how many
     * @param children how many processes there are beside the root
     * @param sampledAt when that was looked at
     */
    public record Resources(
            double cpuPercent, Duration cpuTime, long memory, int threads, int children, Instant sampledAt) {}
}
