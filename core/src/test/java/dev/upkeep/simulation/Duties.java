package dev.upkeep.simulation;

import dev.upkeep.ProcessStatus;
import dev.upkeep.health.HealthCheck;
import dev.upkeep.process.State;
import dev.upkeep.restart.RestartPolicy.Condition;
import dev.upkeep.spec.OrphanPolicy;
import dev.upkeep.spec.ProcessSpec;
import java.time.Duration;
import java.util.Optional;

/** What a description wants of a supervisor that nobody asks for: which programs must not live on as they are, and from when on. */
final class Duties {
    /** How much later than due something may be, besides slow workers. */
    private static final int LATE = 1500;

    /** Ages may be a tenth shorter, so that not all are replaced at once. */
    private static final double SPREAD = 0.1;

    /** In milliseconds: between two looks at what is heavy, and how many of them it takes at most. */
    private static final int WEIGHED_EVERY = 5000;

    private static final int WEIGHED = 5;

    private Duties() {}

    /** Which law a process breaks by living still. */
    static Optional<Law> neglected(ProcessStatus status, Intent intent, long now) {
        Optional<Program> live = intent.last.filter(Program::rootLives);
        boolean isUp = status.state() == State.RUNNING;
        if (!isUp || live.isEmpty() || intent.spec.isEmpty()) {
            return Optional.empty();
        }
        return neglected(live.get(), intent.spec.get(), intent, now);
    }

    private static Optional<Law> neglected(Program program, ProcessSpec spec, Intent intent, long now) {
        long since = Math.max(program.launchedAt, intent.ruledAt);
        if (now > plus(program.launchedAt, spec.renewal().maxAge(), intent.ruledAt)) {
            return Optional.of(Law.AGE);
        }
        if (isTooHeavy(program, spec) && now > since + (long) WEIGHED * WEIGHED_EVERY + LATE) {
            return Optional.of(Law.WEIGHT);
        }
        if (mayRestart(spec) && now - Math.max(program.sickensAt, intent.ruledAt) > judgedWithin(spec) + LATE) {
            return Optional.of(Law.LIVENESS);
        }
        boolean isLeft = intent.unspared.filter(p -> p == program).isPresent();
        return isLeft && now > intent.begunAt + 2L * Host.SLOWEST + LATE ? Optional.of(Law.ORPHANS) : Optional.empty();
    }

    private static long plus(long launched, Optional<Duration> age, long ruled) {
        return age.map(span -> Math.max(launched + span.toMillis(), ruled) + LATE)
                .orElse(Long.MAX_VALUE);
    }

    /** How long it takes to find out that somebody is ill; if nobody asks, that is never. */
    private static long judgedWithin(ProcessSpec spec) {
        return spec.probes()
                .liveness()
                .or(spec::healthCheck)
                .map(Duties::judgedWithin)
                .orElse(Integer.MAX_VALUE / 2);
    }

    private static int judgedWithin(HealthCheck check) {
        long each = check.interval().plus(check.timeout()).toMillis();
        return (int) (check.startPeriod().toMillis() + (check.retries() + 1) * each);
    }

    private static boolean mayRestart(ProcessSpec spec) {
        return spec.restartPolicy().condition() != Condition.NEVER
                && spec.restartPolicy().maxAttempts() != 0;
    }

    /** Whether a process may be replaced though nothing is wrong with it, and nobody asks. */
    static boolean mayBeReplaced(Program program, ProcessSpec spec, long now) {
        boolean isOld = spec.renewal()
                .maxAge()
                .filter(age -> now - program.launchedAt + Handle.LATE >= age.toMillis() * (1 - SPREAD))
                .isPresent();
        return isOld || spec.renewal().memoryLimit().isPresent() && program.wasHeavy();
    }

    private static boolean isTooHeavy(Program program, ProcessSpec spec) {
        return spec.renewal().memoryLimit().isPresent() && program.isHeavy();
    }

    static boolean spares(ProcessSpec spec) {
        return spec.orphanPolicy() != OrphanPolicy.KILL;
    }
}
