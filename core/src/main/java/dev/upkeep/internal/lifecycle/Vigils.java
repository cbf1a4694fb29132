package dev.upkeep.internal.lifecycle;

import dev.upkeep.process.Moment;
import java.util.Optional;

/**
 * What was seen from both posts, each by itself.
 *
 * @param readiness as {@link Post#READINESS}
 * @param liveness as {@link Post#LIVENESS}
 */
public record Vigils(Vigil readiness, Vigil liveness) {
    static Vigils begin(Moment launched) {
        return new Vigils(Vigil.begin(launched), Vigil.begin(launched));
    }

    /** What was seen from a post. */
    public Vigil at(Post post) {
        return switch (post) {
            case READINESS -> readiness;
            case LIVENESS -> liveness;
        };
    }

    /** The post that waits for this number. */
    Optional<Post> waitingFor(int number) {
        if (number == 0) {
            return Optional.empty();
        }
        if (number == readiness.number()) {
            return Optional.of(Post.READINESS);
        }
        return number == liveness.number() ? Optional.of(Post.LIVENESS) : Optional.empty();
    }

    /** Whether this wait is still waited for. */
    public boolean isWaitingFor(int number) {
        return waitingFor(number).isPresent();
    }

    Vigils with(Post post, Vigil vigil) {
        return switch (post) {
            case READINESS -> new Vigils(vigil, liveness);
            case LIVENESS -> new Vigils(readiness, vigil);
        };
    }

    /** Nothing is waited for any more. */
    Vigils quiet() {
        return new Vigils(readiness.waiting(0), liveness.waiting(0));
    }
}
