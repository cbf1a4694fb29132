package dev.upkeep.rest;

import dev.upkeep.process.ProcessId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** What somebody may have meant who mistyped an id. */
final class Nearest {
    private static final int MOST = 3;
    private static final int LONGEST = 64;

    private Nearest() {}

    /** Known ids that a few strokes turn into the given text, nearest first. */
    static List<ProcessId> to(String text, Collection<ProcessId> known) {
        if (text.length() > LONGEST) {
            return List.of();
        }
        return known.stream()
                .filter(id -> distance(text, id) <= Math.max(1, text.length() / 3))
                .sorted(Comparator.comparingInt(id -> distance(text, id)))
                .limit(MOST)
                .toList();
    }

    private static int distance(String text, ProcessId id) {
        return distance(text.toLowerCase(java.util.Locale.ROOT), id.value().toLowerCase(java.util.Locale.ROOT));
    }

    /** Levenshtein's: letters to insert, remove or replace. */
    private static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
