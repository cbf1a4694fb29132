package dev.upkeep.rest.internal.logs;

import dev.upkeep.log.LogLine;
import dev.upkeep.log.Stream;
import dev.upkeep.rest.internal.gate.Target;
import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Refused;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Which lines somebody wants to see.
 *
 * @param lines how many at most
 * @param stream where they were printed to; empty for both
 * @param since not before that
 * @param until before that
 * @param after only those behind the line of this number, and of them the first
 * @param before only those before the line of this number
 * @param contains what is somewhere in them, in lower case; case does not matter
 */
public record LogQuery(
        int lines,
        Optional<Stream> stream,
        Optional<Instant> since,
        Optional<Instant> until,
        OptionalLong after,
        OptionalLong before,
        String contains) {
    /** How many lines are answered at most. */
    public static final int MOST_LINES = 10_000;

    private static final String DEFAULT_LINES = "100";
    private static final String ALL_LINES = "all";
    private static final Pattern COUNT = Pattern.compile("0*[1-9][0-9]{0,8}");
    private static final Pattern AGO = Pattern.compile("([0-9]{1,9})(s|m|h|d)");
    private static final Pattern CURSOR = Pattern.compile("(?:([0-9a-z]{1,16})\\.)?([0-9]{1,18})");

    /** What the parameters say; cursors must be of this run. */
    public static LogQuery of(Target target, String epoch, Instant now) {
        return new LogQuery(
                lines(target.parameter("lines").orElse(DEFAULT_LINES)),
                target.parameter("stream").map(LogQuery::stream),
                target.parameter("since").map(text -> time("since", text, now)),
                target.parameter("until").map(text -> time("until", text, now)),
                cursor(target, "after", epoch),
                cursor(target, "before", epoch),
                target.parameter("contains").orElse("").toLowerCase(Locale.ROOT));
    }

    /** Those that are wanted out of all, in order: the first behind a cursor, else the last. */
    List<LogLine> choose(List<LogLine> all) {
        List<LogLine> matching = all.stream().filter(this::matches).toList();
        int beyond = Math.max(0, matching.size() - lines);
        return after.isPresent()
                ? matching.subList(0, matching.size() - beyond)
                : matching.subList(beyond, matching.size());
    }

    /** The last of those that are wanted out of all, for somebody who is told the further ones as they come. */
    public List<LogLine> newest(List<LogLine> all) {
        List<LogLine> matching = all.stream().filter(this::matches).toList();
        return matching.subList(Math.max(0, matching.size() - lines), matching.size());
    }

    /** Whether this line is wanted, however many. */
    public boolean matches(LogLine line) {
        return stream.map(s -> s == line.stream()).orElse(true)
                && since.map(s -> !line.time().isBefore(s)).orElse(true)
                && until.map(u -> line.time().isBefore(u)).orElse(true)
                && line.seq() > after.orElse(0)
                && line.seq() < before.orElse(Long.MAX_VALUE)
                && (contains.isEmpty() || line.text().toLowerCase(Locale.ROOT).contains(contains));
    }

    private static int lines(String text) {
        if (text.equals(ALL_LINES)) {
            return MOST_LINES;
        }
        if (!COUNT.matcher(text).matches()) {
            throw refused("lines", "a number from 1 to " + MOST_LINES + ", or " + ALL_LINES);
        }
        return Math.min(Integer.parseInt(text), MOST_LINES);
    }

    private static Stream stream(String word) {
        return Arrays.stream(Stream.values())
                .filter(s -> s.word().equals(word))
                .findFirst()
                .orElseThrow(() -> refused(
                        "stream",
                        Arrays.stream(Stream.values()).map(Stream::word).collect(Collectors.joining(", "))));
    }

    private static Instant time(String name, String text, Instant now) {
        Matcher ago = AGO.matcher(text);
        if (ago.matches()) {
            return now.minus(span(Long.parseLong(ago.group(1)), ago.group(2)));
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException e) {
            throw refused(name, "a span of time such as 10m, or a time such as 2024-01-01T12:00:00Z");
        }
    }

    private static Duration span(long count, String unit) {
        return switch (unit) {
            case "s" -> Duration.ofSeconds(count);
            case "m" -> Duration.ofMinutes(count);
            case "h" -> Duration.ofHours(count);
            default -> Duration.ofDays(count);
        };
    }

    private static OptionalLong cursor(Target target, String name, String epoch) {
        Optional<String> text = target.parameter(name);
        if (text.isEmpty()) {
            return OptionalLong.empty();
        }
        Matcher matcher = CURSOR.matcher(text.get());
        if (!matcher.matches() || matcher.group(1) != null && !matcher.group(1).equals(epoch)) {
            throw refused(
                    name, "the number of a line, or " + epoch + ". and the number; those of an earlier run are void");
        }
        return OptionalLong.of(Long.parseLong(matcher.group(2)));
    }

    private static Refused refused(String name, String expected) {
        return new Refused(Problem.badParameter(name, expected));
    }
}
