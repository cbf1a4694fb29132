package dev.upkeep.internal.output;

import dev.upkeep.log.Lines;
import dev.upkeep.log.Stream;
import java.time.Instant;

/** How lines look in a log file. May remember what the last one looked like; not thread-safe. */
interface LineFormat {
    /** Adds one of the lines, with a line end. */
    void add(Lines lines, int line, Gathered to);

    /** About how much longer a line becomes. */
    int extra();

    /** A line of Upkeep's own. */
    default void say(Instant time, String text, Gathered to) {
        add(Lines.of(Stream.UPKEEP, time, text, false), 0, to);
    }
}
