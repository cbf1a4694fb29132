package dev.upkeep.internal.launch;

import dev.upkeep.process.Likeness;
import java.util.Collection;
import java.util.Comparator;
import java.util.Optional;

/** Finds what somebody probably meant to write. */
final class Suggestion {
    private Suggestion() {}

    /**
     * The known word that differs least.
     *
     * @param word as written
     * @param known what could have been meant
     * @return empty if nothing is near: at most one slip for each three letters
     */
    static Optional<String> nearest(String word, Collection<String> known) {
        int allowed = Math.min(2, Math.max(1, word.length() / 3));
        return known.stream()
                .filter(candidate -> Math.abs(candidate.length() - word.length()) <= allowed)
                .filter(candidate -> Likeness.distance(word, candidate) <= allowed)
                .min(Comparator.comparingInt((String candidate) -> Likeness.distance(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }
}
