package dev.upkeep;

import dev.upkeep.ProcessStatus.HealthStatus;
import dev.upkeep.health.Health;
import dev.upkeep.internal.lifecycle.Life;
import dev.upkeep.internal.lifecycle.Life.Answer;
import dev.upkeep.internal.lifecycle.Lifecycle;
import dev.upkeep.internal.lifecycle.Post;
import dev.upkeep.internal.lifecycle.Vigil;
import java.util.Optional;

/** What the probes of a process say together. */
final class Healths {
    private static final HealthStatus UNKNOWN = new HealthStatus(Health.UNKNOWN, 0, Optional.empty(), Optional.empty());

    private Healths() {}

    /** The worst verdict counts; a watch that only waits for an open port gives none. */
    static HealthStatus health(Lifecycle rules, Life life) {
        boolean ready = judges(rules, Post.READINESS);
        boolean lives = judges(rules, Post.LIVENESS);
        return ready || lives
                ? together(
                        life.vigils().at(ready ? Post.READINESS : Post.LIVENESS),
                        life.vigils().at(lives ? Post.LIVENESS : Post.READINESS))
                : UNKNOWN;
    }

    private static boolean judges(Lifecycle rules, Post post) {
        return rules.watches().at(post).filter(watch -> !watch.once()).isPresent();
    }

    private static HealthStatus together(Vigil one, Vigil other) {
        Health verdict = one.tally().verdict();
        Health second = other.tally().verdict();
        Optional<Answer> last = nanos(other) > nanos(one) ? other.last() : one.last();
        return new HealthStatus(
                gravity(second) > gravity(verdict) ? second : verdict,
                Math.max(one.tally().failures(), other.tally().failures()),
                last.map(answer -> answer.at().wall()),
                last.map(Answer::detail));
    }

    private static long nanos(Vigil vigil) {
        return vigil.last().map(answer -> answer.at().nanos()).orElse(Long.MIN_VALUE);
    }

    private static int gravity(Health verdict) {
        return switch (verdict) {
            case HEALTHY -> 0;
            case UNKNOWN -> 1;
            case UNHEALTHY -> 2;
        };
    }
}
