package dev.upkeep.rest.internal.health;

import dev.upkeep.ProcessStatus;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;

/**
 * How the whole is, judged from how the processes are. What nobody wants to run doesn't count: a process that is
 * disabled, was stopped by an operator or came to its good end makes nothing unhealthy.
 *
 * @param processes all of them
 * @param critical those that requests are routed to
 * @param now the present
 */
record HealthReport(List<ProcessStatus> processes, Set<ProcessId> critical, Instant now) {
    /** How long a process may take to become ready before that counts as an outage; covers a start and a restart. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    /** The verdict. */
    enum Verdict {
        /** All that is wanted is ready. */
        HEALTHY,
        /** Something that is wanted is not ready, but that may be passing, or nothing is routed to it. */
        DEGRADED,
        /** Something that requests are routed to is down for good or too long, or nothing that is wanted lives. */
        UNHEALTHY;

        /** The same, but something beside the processes is doubtful. */
        Verdict orWorse(boolean doubtful) {
            return doubtful && this == HEALTHY ? DEGRADED : this;
        }
    }

    Verdict verdict() {
        List<ProcessStatus> waiting = waiting();
        if (waiting.isEmpty()) {
            return Verdict.HEALTHY;
        }
        boolean nothingLives = processes.stream()
                .filter(HealthReport::counts)
                .noneMatch(p -> p.state().isAlive());
        boolean outage = waiting.stream().anyMatch(p -> critical.contains(p.id()) && isDown(p));
        return nothingLives || outage ? Verdict.UNHEALTHY : Verdict.DEGRADED;
    }

    /** Whether traffic may come: everything that requests are routed to and that is wanted is ready. */
    boolean ready() {
        return waiting().stream().noneMatch(p -> critical.contains(p.id()));
    }

    /** What is wanted and not ready. */
    List<ProcessStatus> waiting() {
        return processes.stream().filter(p -> counts(p) && !p.ready()).toList();
    }

    private static boolean counts(ProcessStatus process) {
        return switch (process.state()) {
            case DISABLED, STOPPED, EXITED -> false;
            case FAILED -> true;
            case STARTING, RUNNING, STOPPING, BACKOFF -> process.wanted();
        };
    }

    /** A running process that is unwell is restarted soon, which begins a grace of its own. */
    private boolean isDown(ProcessStatus process) {
        boolean late = Duration.between(process.since(), now).compareTo(GRACE) > 0;
        return process.state() == State.FAILED || process.state() != State.RUNNING && late;
    }
}
