package dev.upkeep.rest.metrics;

import dev.upkeep.ProcessStatus;
import dev.upkeep.ProcessStatus.LastExit;
import dev.upkeep.UpkeepEvent.Checked;
import dev.upkeep.process.State;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** What happens to one process, counted: each change that is told is compared with the one before. Used by one thread at a time. */
final class Course {
    private final MeterRegistry registry;
    private ProcessStatus last;
    private Cause cause;
    /** When what lives was launched, until it became ready or ended. */
    private Optional<Instant> starting = Optional.empty();

    private Optional<Instant> stopping = Optional.empty();

    Course(MeterRegistry registry, ProcessStatus first) {
        this.registry = registry;
        this.last = first;
        this.cause = Cause.of(first.reason()).orElse(Cause.BOOT);
    }

    void follow(ProcessStatus now) {
        ended(now);
        cause = Cause.of(now.reason())
                .filter(next -> !(cause == Cause.BOOT && next == Cause.OPERATOR))
                .orElse(cause);
        restarted(now);
        launched(now);
        ready(now);
        stopped(now);
        last = now;
    }

    void checked(Checked checked) {
        String outcome = checked.result().passed() ? "success" : checked.late() ? "timeout" : "failure";
        time(
                "upkeep.healthcheck.duration",
                "From asking to the answer",
                outcome,
                checked.result().took());
    }

    private void launched(ProcessStatus now) {
        if (now.startTime().isPresent() && !now.startTime().equals(last.startTime())) {
            count("upkeep.process.starts", "Launches", "trigger", cause.trigger());
            starting = now.startTime();
            cause = Cause.OPERATOR;
        }
    }

    private void restarted(ProcessStatus now) {
        int more = now.restartCount() - last.restartCount();
        if (more > 0) {
            counter("upkeep.process.restarts", "Launches again", "reason", cause.word())
                    .increment(more);
        }
    }

    private void ready(ProcessStatus now) {
        if (now.ready() && starting.isPresent()) {
            time("upkeep.process.start.duration", "From launch to ready", "ready", now.uptime());
            starting = Optional.empty();
        }
    }

    private void ended(ProcessStatus now) {
        Optional<LastExit> exit = now.lastExit();
        if (exit.isEmpty() || exit.equals(last.lastExit())) {
            return;
        }
        count("upkeep.process.exits", "Ends", "outcome", outcome(exit.get()));
        if (starting.isPresent()) {
            time(
                    "upkeep.process.start.duration",
                    "From launch to ready",
                    "failed",
                    exit.get().ran());
            starting = Optional.empty();
        }
    }

    private void stopped(ProcessStatus now) {
        if (now.state() == State.STOPPING) {
            stopping = stopping.or(() -> Optional.of(now.since()));
        } else {
            stopping.ifPresent(began -> time(
                    "upkeep.process.stop.duration",
                    "From the order to stop until nothing lived",
                    now.lastExit().filter(Course::wasKilled).isPresent() ? "killed" : "graceful",
                    Duration.between(began, now.since())));
            stopping = Optional.empty();
        }
    }

    private static boolean wasKilled(LastExit exit) {
        return exit.exit().signal().filter("SIGKILL"::equals).isPresent();
    }

    private static String outcome(LastExit exit) {
        if (exit.expected()) {
            return "expected";
        }
        return exit.exit().signal().isPresent() ? "signal" : "error";
    }

    private void count(String name, String what, String tag, String value) {
        counter(name, what, tag, value).increment();
    }

    private Counter counter(String name, String what, String tag, String value) {
        return Counter.builder(name)
                .description(what)
                .tag("process", last.id().value())
                .tag(tag, value)
                .register(registry);
    }

    private void time(String name, String what, String outcome, Duration took) {
        Timer.builder(name)
                .description(what)
                .tag("process", last.id().value())
                .tag("outcome", outcome)
                .register(registry)
                .record(took.isNegative() ? Duration.ZERO : took);
    }
}
