package dev.upkeep.rest.internal.events;

import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Refused;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntConsumer;

/** How many streams there may be at a time, in all and for one caller. Thread-safe. */
final class Places {
    private static final int MOST = 64;
    private static final int MOST_OF_ONE = 8;

    private final Map<String, Integer> taken = new HashMap<>();
    private final IntConsumer told;

    /** With somebody who is told how many are taken, whenever that changes. */
    Places(IntConsumer told) {
        this.told = told;
    }

    /** Takes a place; refuses if there is none. */
    synchronized void take(String caller) {
        int own = taken.getOrDefault(caller, 0);
        if (own >= MOST_OF_ONE) {
            throw new Refused(Problem.rateLimited(
                    "This caller has " + own + " streams open, which is the limit; close some.",
                    Duration.ofSeconds(15)));
        }
        if (all() >= MOST) {
            throw new Refused(Problem.tooManyStreams(MOST));
        }
        taken.merge(caller, 1, Integer::sum);
        told.accept(all());
    }

    private int all() {
        return taken.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** Gives it back. */
    synchronized void free(String caller) {
        taken.computeIfPresent(caller, (name, own) -> own == 1 ? null : own - 1);
        told.accept(all());
    }
}
