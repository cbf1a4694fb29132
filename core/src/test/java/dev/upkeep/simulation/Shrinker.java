package dev.upkeep.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Makes a failing history short: leaves out whatever is not needed for it to fail, first in large pieces, then in small. */
final class Shrinker {
    private Shrinker() {}

    static History shrink(History failing, Predicate<History> fails) {
        History least = failing;
        int piece = Math.max(1, least.steps().size() / 2);
        while (true) {
            History less = without(least, piece, fails);
            boolean smaller = less.steps().size() < least.steps().size();
            least = less;
            if (!smaller && piece == 1) {
                return least;
            }
            piece = smaller ? piece : piece / 2;
        }
    }

    /** Leaves out each piece of this length that is not needed, the last first. */
    private static History without(History history, int piece, Predicate<History> fails) {
        History least = history;
        for (int from = history.steps().size() - piece; from >= 0; from -= piece) {
            List<History.Step> rest = new ArrayList<>(least.steps());
            rest.subList(from, from + piece).clear();
            History less = least.with(rest);
            least = fails.test(less) ? less : least;
        }
        return least;
    }
}
