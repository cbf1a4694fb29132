package dev.upkeep.health;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A set of HTTP statuses, as ranges.
 *
 * @param ranges at least one
 */
public record Statuses(List<Range> ranges) {
    /** 200 to 399: the default. */
    public static final Statuses OK = new Statuses(List.of(new Range(200, 399)));

    /** Copies the list. */
    public Statuses {
        ranges = List.copyOf(ranges);
        if (ranges.isEmpty()) {
            throw new IllegalArgumentException("statuses: none (expected: at least one)");
        }
    }

    /**
     * Whether a status belongs to the set.
     *
     * @param status of a response
     * @return true if it does
     */
    public boolean contains(int status) {
        return ranges.stream().anyMatch(r -> r.from <= status && status <= r.to);
    }

    @Override
    public String toString() {
        return ranges.stream().map(Range::toString).collect(Collectors.joining(","));
    }

    /**
     * Statuses next to each other.
     *
     * @param from the first, at least 100
     * @param to the last, at most 599
     */
    public record Range(int from, int to) {
        /** Refuses what is no status, with {@link IllegalArgumentException}. */
        public Range {
            if (from < 100 || to > 599 || from > to) {
                throw new IllegalArgumentException(
                        "statuses: " + from + "-" + to + " (expected: 100 to 599, smaller first)");
            }
        }

        @Override
        public String toString() {
            return from == to ? "" + from : from + "-" + to;
        }
    }
}
