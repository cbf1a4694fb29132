package dev.upkeep.internal.config.schema;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Spans of time as they are written in a file: {@code 500ms}, {@code 1.5s}, {@code 1h30m}. */
final class Durations {
    /** The longest that is accepted: far more than any of them needs, and no arithmetic overflows with it. */
    static final Duration LONGEST = Duration.ofDays(3650);

    private static final String PART = "(\\d{1,15}(?:\\.\\d{1,3})?)(ms|s|m|h|d)";
    private static final Pattern FORM = Pattern.compile("(?:" + PART + "){1,5}");
    private static final Pattern EACH = Pattern.compile(PART);
    private static final Map<String, Duration> UNITS = units();

    private Durations() {}

    private static Map<String, Duration> units() {
        Map<String, Duration> units = new LinkedHashMap<>();
        units.put("d", Duration.ofDays(1));
        units.put("h", Duration.ofHours(1));
        units.put("m", Duration.ofMinutes(1));
        units.put("s", Duration.ofSeconds(1));
        units.put("ms", Duration.ofMillis(1));
        return units;
    }

    /** A number with a unit, or several in a row; empty if the text has another form or is too long a time. */
    static Optional<Duration> parse(String text) {
        if (!FORM.matcher(text).matches()) {
            return Optional.empty();
        }
        double millis = 0;
        for (Matcher part = EACH.matcher(text); part.find(); ) {
            millis += Double.parseDouble(part.group(1))
                    * UNITS.getOrDefault(part.group(2), Duration.ZERO).toMillis();
        }
        return ofMillis(Math.round(millis));
    }

    /** Empty if it is too long a time. */
    static Optional<Duration> ofMillis(long millis) {
        return millis <= LONGEST.toMillis() ? Optional.of(Duration.ofMillis(millis)) : Optional.empty();
    }

    /** The shortest text that {@link #parse} makes the same span of. */
    static String format(Duration span) {
        StringBuilder text = new StringBuilder();
        long left = span.toMillis();
        for (Map.Entry<String, Duration> unit : UNITS.entrySet()) {
            long count = left / unit.getValue().toMillis();
            left %= unit.getValue().toMillis();
            text.append(count == 0 ? "" : count + unit.getKey());
        }
        return text.isEmpty() ? "0ms" : text.toString();
    }
}
