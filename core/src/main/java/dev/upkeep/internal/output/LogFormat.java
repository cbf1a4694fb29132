package dev.upkeep.internal.output;

import dev.upkeep.log.LogLine;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;

/** How lines look in a log file. */
final class LogFormat {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private LogFormat() {}

    static byte[] text(LogLine line) {
        return bytes(line.time(), line.stream().name(), line.plain() + (line.truncated() ? " [truncated]" : ""));
    }

    /** The line that stands for those that could not be written. */
    static byte[] missing(long lines, String why) {
        return bytes(Instant.now(), "UPKEEP", lines + " lines are missing here: " + why);
    }

    private static byte[] bytes(Instant time, String source, String text) {
        return ("[" + TIME.format(time) + "] " + source + ": " + text + "\n").getBytes(StandardCharsets.UTF_8);
    }
}
