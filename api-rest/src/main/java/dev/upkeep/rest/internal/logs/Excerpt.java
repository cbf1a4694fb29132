package dev.upkeep.rest.internal.logs;

import java.util.List;
import java.util.function.Function;

/**
 * Lines that fit into an answer.
 *
 * @param lines them
 * @param truncated whether some did not
 */
record Excerpt<T>(List<T> lines, boolean truncated) {
    private static final long MOST_CHARACTERS = 1 << 20;

    /** The first that fit, or the last. */
    static <T> Excerpt<T> of(List<T> all, Function<T, String> text, boolean first) {
        int taken = 0;
        long size = 0;
        while (taken < all.size()) {
            T next = all.get(first ? taken : all.size() - 1 - taken);
            size += text.apply(next).length();
            if (size > MOST_CHARACTERS && taken > 0) {
                break;
            }
            taken++;
        }
        List<T> lines = first ? all.subList(0, taken) : all.subList(all.size() - taken, all.size());
        return new Excerpt<>(lines, taken < all.size());
    }
}
