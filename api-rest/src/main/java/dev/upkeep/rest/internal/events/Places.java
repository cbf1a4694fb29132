package dev.upkeep.rest.internal.events;

import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Refused;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** How many streams there may be at a time, in all and for one caller. Thread-safe. */
final class Places {
    private static final int MOST = 64;
    private static final int MOST_OF_ONE = 8;

    private final Map<String, Integer> taken = new HashMap<>();

    /** Takes a place; refuses if there is none. */
    synchronized void take(String caller) {
        int own = taken.getOrDefault(caller, 0);
        if (own >= MOST_OF_ONE) {
            throw new Refused(Problem.rateLimited(
                    "This caller has " + own + " streams open, which is the limit; close some.",
                    Duration.ofSeconds(15)));
        }
        if (taken.values().stream().mapToInt(Integer::intValue).sum() >= MOST) {
            throw new Refused(Problem.tooManyStreams(MOST));
        }
        taken.merge(caller, 1, Integer::sum);
    }

    /** Gives it back. */
    synchronized void free(String caller) {
        taken.computeIfPresent(caller, (name, own) -> own == 1 ? null : own - 1);
    }
}
