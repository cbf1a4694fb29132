package dev.upkeep.examples.imports;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as systemd writes them (systemd.time(7)): {@code 90}, {@code 1min 30s}, {@code infinity}. */
final class SystemdTime {
    private static final Pattern PART = Pattern.compile("([\\d.]+)\\s*([a-z]*)");

    private SystemdTime() {}

    /** In the words of Upkeep. */
    static String of(String text) {
        if (text.equals("infinity") || text.equals("0")) {
            return "3650d";
        }
        StringBuilder span = new StringBuilder();
        for (Matcher part = PART.matcher(text); part.find(); ) {
            span.append(part.group(1)).append(unit(part.group(2)));
        }
        return span.toString();
    }

    private static String unit(String unit) {
        return switch (unit) {
            case "ms", "msec" -> "ms";
            case "min", "minute", "minutes", "m" -> "m";
            case "h", "hr", "hour", "hours" -> "h";
            case "d", "day", "days" -> "d";
            default -> "s";
        };
    }
}
