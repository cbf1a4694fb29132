package dev.upkeep.internal.lifecycle;

import dev.upkeep.internal.lifecycle.Life.Tree;
import dev.upkeep.process.Moment;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Reason;
import dev.upkeep.process.State;
import dev.upkeep.spec.Schedule;
import java.time.Duration;
import java.util.Optional;

/**
 * The rules of what happens to a process by the clock: runs of a schedule, runs that take too long, and old age. A look at
 * the clock decides by what time it is and never by what was waited for, so none can come too late or too often.
 *
 * @param rules of all that is not told by the clock
 */
public record Appointments(Lifecycle rules) {
    /** A clock that is set, or stands still while the machine sleeps, is noticed within this time. */
    private static final Duration LOOK_AHEAD = Duration.ofMinutes(1);

    private static final Duration SHORTEST_LOOK = Duration.ofMillis(1);

    /** Ages differ by up to a tenth, so that what was started together is not replaced together. */
    private static final double SPREAD = 0.1;

    /** The supervisor begins to keep it: it is started, or waits for its time. */
    public Step begun(Life life, Moment now) {
        Optional<Schedule> schedule = rules.spec().schedule();
        if (schedule.isEmpty() || life.state() == State.DISABLED) {
            return switch (rules.spec().activation().start()) {
                case BOOT -> rules.startAsked(life, now);
                case REQUEST -> rules.sleep(life, now);
                case HAND -> Step.to(life);
            };
        }
        Life follows = life.change()
                .agenda(life.agenda().following(schedule.get(), now))
                .done();
        return schedule.get().runOnStart() ? rules.start(follows, Reasons.RUN_ON_START, now) : Step.to(follows);
    }

    /** The supervisor keeps it no longer: its schedule does not count any more. */
    public Step retired(Life life) {
        return Step.to(life.change().agenda(life.agenda().idle()).done());
    }

    /**
     * These rules are new. A run under way is not touched by another schedule. Who is to run at times instead of always is
     * stopped, and who is to run always instead of at times is started.
     */
    public Step respecified(Life life, Moment now) {
        Optional<Schedule> schedule =
                rules.spec().schedule().filter(s -> rules.spec().enabled());
        boolean follows = life.agenda().next().isPresent();
        Step step = rules.respecified(life, now);
        if (schedule.isEmpty()) {
            Life idle = step.life().change().agenda(life.agenda().idle()).done();
            boolean starts = follows && rules.spec().schedule().isEmpty();
            return armed(starts ? rules.startAsked(idle, now).after(step) : new Step(idle, step.effects()), now);
        }
        boolean begins = !follows && life.wanted();
        if (!follows && !begins && !isStoppedByOperator(life)) {
            return step;
        }
        Agenda agenda = life.agenda().following(schedule.get(), now);
        Life following = step.life().change().agenda(agenda).done();
        return armed(begins ? rules.stopAsked(following, now).after(step) : new Step(following, step.effects()), now);
    }

    private static boolean isStoppedByOperator(Life life) {
        return life.state() == State.STOPPED && !life.reason().equals(Reasons.NOT_STARTED);
    }

    /** What was to take its place has not become ready; that may be tried again. */
    public Step mayBeReplaced(Life life, Moment now) {
        return armed(
                Step.to(life.change().agenda(life.agenda().replacing(false)).done()), now);
    }

    /** Somebody looks at the clock. */
    public Step looked(Life life, Moment now, double dice) {
        Optional<Schedule> schedule = rules.spec().schedule();
        if (schedule.isPresent()) {
            Agenda agenda = life.agenda().seen(schedule.get(), now);
            return looked(schedule.get(), life.change().agenda(agenda).done(), now, dice);
        }
        return isOver(lifespan(life), life, now)
                ? rules.renewed(life, Reasons.old(now.since(life.launched())), now)
                : Step.to(life);
    }

    private Step looked(Schedule schedule, Life life, Moment now, double dice) {
        if (isOver(limit(life), life, now)) {
            Reason cause = Reasons.tooLong(schedule.maxDuration().orElseThrow());
            return schedule.autoStop()
                    ? rules.fail(life, cause, now.since(life.launched()), now, dice)
                    : Step.to(life.change().because(Reasons.goingOn(cause)).done());
        }
        if (!life.agenda().isDue(now)) {
            return Step.to(life);
        }
        Life further =
                life.change().agenda(life.agenda().following(schedule, now)).done();
        if (life.agenda().isMissed(now)) {
            return Step.to(
                    isBetweenRuns(life)
                            ? further.change().because(Reasons.MISSED).done()
                            : further);
        }
        return isBetweenRuns(life) || life.state() == State.BACKOFF
                ? rules.start(further, Reasons.SCHEDULED, now)
                : overlapping(schedule, further);
    }

    /** Its time has come while a run is under way. */
    private static Step overlapping(Schedule schedule, Life life) {
        Change change = life.change().agenda(life.agenda().queued(!schedule.skipIfRunning()));
        if (life.state() == State.RUNNING && life.ready()) {
            change.because(schedule.skipIfRunning() ? Reasons.SKIPPED : Reasons.QUEUED);
        }
        return Step.to(change.done());
    }

    /**
     * What follows from a step for the agenda: a run that is over is not wanted any more, one that was put off begins, and
     * whoever has another appointment than before has the clock looked at in time.
     */
    public Step follow(Life before, Step step, Moment now) {
        Step next = rules.spec().schedule().isPresent() && isRunOver(before, step.life()) ? over(step, now) : step;
        Life life = next.life();
        if (life.turn() != before.turn()
                && (life.agenda().heavy() != 0 || life.agenda().replacing())) {
            Agenda fresh = life.agenda().heavy(0).replacing(false);
            next = new Step(life.change().agenda(fresh).done(), next.effects());
        }
        boolean another = !life.launched().equals(before.launched())
                || life.tree() != before.tree()
                || !life.agenda().next().equals(before.agenda().next());
        return another ? armed(next, now) : next;
    }

    private static boolean isRunOver(Life before, Life life) {
        return isBetweenRuns(life) && !isBetweenRuns(before);
    }

    private static boolean isBetweenRuns(Life life) {
        return switch (life.state()) {
            case STOPPED, EXITED, FAILED -> true;
            case DISABLED, STARTING, RUNNING, STOPPING, BACKOFF -> false;
        };
    }

    private Step over(Step step, Moment now) {
        Life life = step.life();
        boolean again = life.agenda().queued() && life.state() != State.STOPPED;
        Life over =
                life.change().wanted(false).agenda(life.agenda().queued(false)).done();
        if (!again) {
            return new Step(over, step.effects());
        }
        return rules.start(over, Reasons.SCHEDULED, now).after(step);
    }

    /** Adds the next look at the clock, if there is anything to look for. */
    public Step armed(Step step, Moment now) {
        return nextLook(step.life(), now)
                .map(after -> step.and(new Effect.Look(after)))
                .orElse(step);
    }

    private Optional<Duration> nextLook(Life life, Moment now) {
        Optional<Duration> run = life.agenda().next().map(at -> min(Duration.between(now.wall(), at), LOOK_AHEAD));
        Optional<Duration> end = sooner(limit(life), lifespan(life))
                .filter(span -> life.tree() == Tree.ALIVE)
                .map(span -> span.minus(now.since(life.launched())));
        return sooner(run, end).map(after -> after.compareTo(SHORTEST_LOOK) < 0 ? SHORTEST_LOOK : after);
    }

    private static Optional<Duration> sooner(Optional<Duration> one, Optional<Duration> other) {
        return one.isPresent() && other.isPresent() ? Optional.of(min(one.get(), other.get())) : one.or(() -> other);
    }

    private static Duration min(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private static boolean isOver(Optional<Duration> span, Life life, Moment now) {
        return span.filter(s -> now.since(life.launched()).compareTo(s) >= 0).isPresent();
    }

    /** How long a run that is up may take, until it is said that it takes longer. */
    private Optional<Duration> limit(Life life) {
        return rules.spec()
                .schedule()
                .filter(s -> Lifecycle.isUp(life) && !life.reason().word().equals(Reasons.TOO_LONG))
                .flatMap(Schedule::maxDuration);
    }

    /** How long a launch that is up may live. */
    private Optional<Duration> lifespan(Life life) {
        return rules.spec()
                .renewal()
                .maxAge()
                .filter(age -> rules.spec().schedule().isEmpty() && Lifecycle.isUp(life))
                .filter(age -> !life.agenda().replacing())
                .map(age -> lifespan(age, rules.spec().id(), life.turn()));
    }

    /** The greatest age less up to a tenth, the same each time for the same launch. */
    static Duration lifespan(Duration maxAge, ProcessId id, int turn) {
        int mixed = (id.value().hashCode() * 31 + turn) * 0x9E3779B9;
        double share = (mixed >>> 8) / (double) (1 << 24);
        return Duration.ofNanos((long) (maxAge.toNanos() * (1 - SPREAD * share)));
    }
}
