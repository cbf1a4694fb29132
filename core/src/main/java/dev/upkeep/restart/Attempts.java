package dev.upkeep.restart;

import dev.upkeep.process.Moment;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * The restarts that count against the policy, oldest first.
 *
 * @param at when each was decided
 */
public record Attempts(List<Moment> at) {
    /** Nothing used up yet. */
    public static final Attempts NONE = new Attempts(List.of());

    /** Copies the list. */
    public Attempts {
        at = List.copyOf(at);
    }

    /**
     * How many are used up.
     *
     * @return 0 or more
     */
    public int used() {
        return at.size();
    }

    /** One more. With no limit there is nothing to count against, and the list must not grow for ever. */
    Attempts plus(Moment now, RestartPolicy policy) {
        int keep = policy.maxAttempts() == RestartPolicy.UNLIMITED ? 64 : policy.maxAttempts();
        List<Moment> all = Stream.concat(at.stream(), Stream.of(now)).toList();
        return new Attempts(all.subList(Math.max(0, all.size() - keep), all.size()));
    }

    /** Those that still count for a process that ends now after having run for so long. */
    Attempts thatCount(RestartPolicy policy, Duration ran, Moment now) {
        return policy.window()
                .map(span -> new Attempts(at.stream()
                        .filter(a -> now.since(a).compareTo(span) < 0)
                        .toList()))
                .orElse(ran.compareTo(policy.minUptime()) >= 0 ? NONE : this);
    }
}
