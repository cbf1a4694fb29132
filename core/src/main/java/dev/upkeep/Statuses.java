package dev.upkeep;

import dev.upkeep.ProcessStatus.LastExit;
import dev.upkeep.ProcessStatus.Resources;
import dev.upkeep.internal.lifecycle.Life;
import dev.upkeep.internal.lifecycle.Lifecycle;
import dev.upkeep.process.Moment;
import dev.upkeep.process.Reason;
import dev.upkeep.process.State;
import dev.upkeep.restart.RestartDecision;
import dev.upkeep.route.Availability;
import dev.upkeep.route.Endpoint;
import dev.upkeep.spec.ProcessSpec;
import java.time.Duration;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** A life, as others want to see it. */
final class Statuses {
    private static final Set<String> PASSED_OVER = Set.of("RunMissed", "RunSkipped");
    private static final DateTimeFormatter AT = DateTimeFormatter.ofPattern("uuuu-MM-dd HH:mm:ss VV", Locale.ROOT);

    private Statuses() {}

    static ProcessStatus status(
            Lifecycle rules, Life life, Optional<String> remark, Optional<Resources> resources, Moment now) {
        ProcessSpec spec = rules.spec();
        boolean alive = life.pid() != 0;
        return new ProcessStatus(
                spec.id(),
                spec.name(),
                spec.description(),
                life.wanted(),
                life.state(),
                life.since().wall(),
                with(remark, reason(rules, life)),
                life.ready(),
                alive ? OptionalLong.of(life.pid()) : OptionalLong.empty(),
                alive ? Optional.of(life.launched().wall()) : Optional.empty(),
                alive ? now.since(life.launched()) : Duration.ZERO,
                life.restarts(),
                life.attempts().used(),
                spec.restartPolicy().maxAttempts(),
                life.due().map(Moment::wall),
                life.lastEnd().map(e -> new LastExit(e.exit(), e.at().wall(), e.ran(), e.expected())),
                Healths.health(rules, life),
                life.agenda().next(),
                resources);
    }

    private static Reason with(Optional<String> remark, Reason reason) {
        return remark.map(more -> new Reason(reason.word(), reason.sentence() + "; " + more))
                .orElse(reason);
    }

    /** Why it is as it is, and if it rests, until when. */
    static Reason reason(Lifecycle rules, Life life) {
        boolean rests = !life.wanted() && !life.state().isAlive();
        return rules.spec()
                .schedule()
                .filter(s -> rests)
                .flatMap(s -> life.agenda().next().map(at -> AT.format(at.atZone(s.timezone()))))
                .map(at -> life.reason().and("; next run at " + at))
                .orElse(life.reason());
    }

    /** Whether traffic may be sent, and if not, whether waiting for it makes sense. */
    static Availability availability(Life life, Endpoint endpoint, Moment now) {
        if (Lifecycle.isAsleep(life)) {
            return new Availability.Asleep();
        }
        Reason reason = life.reason().discreet();
        return switch (life.state()) {
            case RUNNING ->
                life.ready()
                        ? new Availability.Ready(List.of(endpoint))
                        : new Availability.Coming(reason, Duration.ZERO);
            case STARTING -> new Availability.Coming(reason, Duration.ZERO);
            case BACKOFF ->
                new Availability.Coming(
                        reason, life.due().map(due -> due.since(now)).orElse(Duration.ZERO));
            case STOPPING ->
                comesBack(life) ? new Availability.Coming(reason, Duration.ZERO) : new Availability.Down(reason);
            case DISABLED, STOPPED, EXITED, FAILED -> new Availability.Down(reason);
        };
    }

    private static boolean comesBack(Life life) {
        return life.wanted()
                && life.verdict().map(v -> v instanceof RestartDecision.Again).orElse(true);
    }

    /** What people and machines would call a change. */
    static boolean differ(Life before, Life after) {
        return before.state() != after.state()
                || before.ready() != after.ready()
                || before.turn() != after.turn()
                || !before.reason().word().equals(after.reason().word());
    }

    /** Whether a change is something that went wrong. */
    static boolean isTrouble(Life life) {
        return life.state() == State.BACKOFF
                || life.state() == State.FAILED
                || life.verdict().isPresent()
                || PASSED_OVER.contains(life.reason().word())
                || life.state() == State.RUNNING && !life.ready();
    }
}
