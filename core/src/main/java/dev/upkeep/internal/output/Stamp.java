package dev.upkeep.internal.output;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** Times as they stand in log files: UTC, to the millisecond. */
final class Stamp {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private Stamp() {}

    static String of(Instant time) {
        return TIME.format(time);
    }
}
