package dev.upkeep;

import dev.upkeep.ProcessStatus.HealthStatus;
import dev.upkeep.health.Health;
import dev.upkeep.internal.lifecycle.Life;
import dev.upkeep.internal.lifecycle.Lifecycle;
import dev.upkeep.internal.lifecycle.Post;
import dev.upkeep.internal.lifecycle.Vigil;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** What the probes of a process say together. */
final class Healths {
    private Healths() {}

    /** The worst verdict counts; a watch that only waits for an open port gives none. */
    static HealthStatus health(Lifecycle rules, Life life) {
        List<Vigil> vigils = Arrays.stream(Post.values())
                .filter(post -> rules.watches().at(post).filter(w -> !w.once()).isPresent())
                .map(post -> life.vigils().at(post))
                .toList();
        Optional<Life.Answer> last = vigils.stream()
                .flatMap(vigil -> vigil.last().stream())
                .max(Comparator.comparingLong(answer -> answer.at().nanos()));
        int failures = vigils.stream()
                .mapToInt(vigil -> vigil.tally().failures())
                .max()
                .orElse(0);
        return new HealthStatus(
                worst(vigils), failures, last.map(answer -> answer.at().wall()), last.map(Life.Answer::detail));
    }

    private static Health worst(List<Vigil> vigils) {
        return vigils.stream()
                .map(vigil -> vigil.tally().verdict())
                .max(Comparator.comparingInt(Healths::gravity))
                .orElse(Health.UNKNOWN);
    }

    private static int gravity(Health verdict) {
        return switch (verdict) {
            case HEALTHY -> 0;
            case UNKNOWN -> 1;
            case UNHEALTHY -> 2;
        };
    }
}
