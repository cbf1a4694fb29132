package dev.upkeep.internal.jdk;

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
                .filter(candidate -> slips(word, candidate) <= allowed)
                .min(Comparator.comparingInt((String candidate) -> slips(word, candidate))
                        .thenComparing(Comparator.naturalOrder()));
    }

    /** How many letters must be added, dropped, changed or swapped with their neighbour to make one out of the other. */
    static int slips(String one, String other) {
        int[][] cost = new int[one.length() + 1][other.length() + 1];
        for (int i = 0; i <= one.length(); i++) {
            for (int j = 0; j <= other.length(); j++) {
                cost[i][j] = i == 0 || j == 0 ? i + j : cheapest(cost, one, other, i, j);
            }
        }
        return cost[one.length()][other.length()];
    }

    private static int cheapest(int[][] cost, String one, String other, int i, int j) {
        int change = one.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1;
        int least = Math.min(cost[i - 1][j - 1] + change, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
        boolean swapped =
                i > 1 && j > 1 && one.charAt(i - 1) == other.charAt(j - 2) && one.charAt(i - 2) == other.charAt(j - 1);
        return swapped ? Math.min(least, 1 + cost[i - 2][j - 2]) : least;
    }
}
