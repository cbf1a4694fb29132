package dev.upkeep;

import dev.upkeep.ProcessStatus.HealthStatus;
import dev.upkeep.health.Health;
import dev.upkeep.health.Probe;
import dev.upkeep.internal.lifecycle.Life;
import dev.upkeep.internal.lifecycle.Life.Answer;
import dev.upkeep.internal.lifecycle.Lifecycle;
import dev.upkeep.internal.lifecycle.Post;
import dev.upkeep.internal.lifecycle.Vigil;
import dev.upkeep.process.Moment;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/** What the probes of a process say together. */
final class Healths {
    /** What is asked, and what was answered. */
    private record Seen(Probe probe, Vigil vigil) {
        long nanos() {
            return vigil.last().map(answer -> answer.at().nanos()).orElse(Long.MIN_VALUE);
        }
    }

    private Healths() {}

    /** The worst verdict counts; a watch that only waits for an open port gives none. */
    static HealthStatus health(Lifecycle rules, Life life) {
        Optional<Seen> ready = seen(rules, life, Post.READINESS);
        Optional<Seen> lives = seen(rules, life, Post.LIVENESS);
        return ready.or(() -> lives)
                .map(one -> together(one, lives.orElse(one)))
                .orElse(HealthStatus.UNKNOWN);
    }

    private static Optional<Seen> seen(Lifecycle rules, Life life, Post post) {
        return rules.watches()
                .at(post)
                .filter(watch -> !watch.once())
                .map(watch -> new Seen(watch.check().probe(), life.vigils().at(post)));
    }

    private static HealthStatus together(Seen one, Seen other) {
        Health verdict = one.vigil().tally().verdict();
        Health second = other.vigil().tally().verdict();
        Seen later = other.nanos() > one.nanos() ? other : one;
        Optional<Answer> last = later.vigil().last();
        return new HealthStatus(
                gravity(second) > gravity(verdict) ? second : verdict,
                Math.max(one.vigil().tally().failures(), other.vigil().tally().failures()),
                Optional.of(later.probe()),
                last.map(answer -> answer.at().wall()),
                last.map(Answer::result),
                Stream.of(one, other)
                        .flatMap(seen -> seen.vigil().passed().stream())
                        .map(Moment::wall)
                        .max(Comparator.naturalOrder()));
    }

    private static int gravity(Health verdict) {
        return switch (verdict) {
            case HEALTHY -> 0;
            case UNKNOWN -> 1;
            case UNHEALTHY -> 2;
        };
    }
}
