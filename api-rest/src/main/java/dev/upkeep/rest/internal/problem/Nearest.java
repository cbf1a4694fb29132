package dev.upkeep.rest.internal.problem;

import dev.upkeep.process.Likeness;
import dev.upkeep.process.ProcessId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What somebody may have meant who mistyped an id. */
final class Nearest {
    private static final int MOST = 3;

    private Nearest() {}

    /** Known ids that a few strokes turn into the given text, nearest first. */
    static List<ProcessId> to(String text, Collection<ProcessId> known) {
        int few = Math.max(1, text.length() / 3);
        return known.stream()
                .filter(id -> Likeness.distance(text, id.value()) <= few)
                .sorted(Comparator.comparingInt(id -> Likeness.distance(text, id.value())))
                .limit(MOST)
                .toList();
    }
}
