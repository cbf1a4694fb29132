package dev.upkeep.process;

import java.time.Duration;

/** Spans of time and counts, as people say them in a {@link Reason}. */
public final class Spans {
    private Spans() {}

    /**
     * A span of time in its largest sensible unit.
     *
     * @param span not negative
     * @return such as {@code 120 ms}, {@code 1.2 s}, {@code 3 s}, {@code 4 min}, {@code 2 h} or {@code 3 d}
     */
    public static String say(Duration span) {
        long millis = span.toMillis();
        if (millis < 1000) {
            return millis + " ms";
        }
        if (millis < 60_000) {
            long tenths = millis / 100;
            return tenths % 10 == 0 || millis >= 10_000 ? millis / 1000 + " s" : tenths / 10 + "." + tenths % 10 + " s";
        }
        if (millis < 3_600_000) {
            return millis / 60_000 + " min";
        }
        return millis < 86_400_000 ? millis / 3_600_000 + " h" : millis / 86_400_000 + " d";
    }

    /**
     * A count with its noun.
     *
     * @param count how many
     * @param noun one of them
     * @return such as {@code 1 restart} or {@code 3 restarts}
     */
    public static String count(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }
}
