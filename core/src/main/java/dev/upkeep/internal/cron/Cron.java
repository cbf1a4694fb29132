package dev.upkeep.internal.cron;

import dev.upkeep.process.Likeness;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.time.zone.ZoneRules;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * A cron expression: five fields, or six with the second first, or a name such as {@code @daily}. If the day of month and
 * the day of week are both given, either is enough.
 *
 * <p>When clocks change, a set hour and the hour {@code *} are told apart, as cron of old does. A time at a set hour comes
 * exactly once: one that the clock leaves out is due at the moment of the change, and one that it shows twice is due the first
 * time. Where the hour begins with {@code *}, what the clock shows is taken as it is: what it leaves out does not come, what it
 * shows twice comes twice.
 */
public final class Cron {
    private static final Map<String, String> NAMES = Map.of(
            "@hourly", "0 * * * *",
            "@daily", "0 0 * * *",
            "@midnight", "0 0 * * *",
            "@weekly", "0 0 * * 0",
            "@monthly", "0 0 1 * *",
            "@yearly", "0 0 1 1 *",
            "@annually", "0 0 1 1 *");

    /** A leap day may take eight years to come, and most zones change their clocks twice a year. */
    private static final int MOST_CHANGES = 100;

    private static final int MOST_TYPOS = 2;

    private static final LocalDateTime ANY = LocalDateTime.of(2000, 1, 1, 0, 0);

    private final Expression expression;
    private final boolean atSetHour;

    private Cron(Expression expression, boolean atSetHour) {
        this.expression = expression;
        this.atSetHour = atSetHour;
    }

    /**
     * Reads one.
     *
     * @param text in upper or lower case
     * @return what it says
     * @throws NotCron with what is wrong, and what to write instead
     */
    public static Cron parse(String text) throws NotCron {
        List<String> fields = fields(text);
        String quoted = "is `" + text + "`";
        Optional<Field> wrong = Field.wrongOf(fields);
        if (wrong.isPresent()) {
            String written = fields.get(Field.of(fields.size()).indexOf(wrong.get()));
            throw new NotCron(
                    quoted + ", whose " + wrong.get().noun + " `" + written + "` is not understood",
                    wrong.get().help(written));
        }
        Expression expression = Expression.of(fields)
                .orElseThrow(() -> new NotCron(quoted + ", which is not understood", "write e.g. `30 3 * * *`"));
        if (expression.next(ANY).isEmpty()) {
            throw new NotCron(quoted + ", which never comes", "write a day that the month has");
        }
        return new Cron(expression, !fields.get(fields.size() - 4).startsWith("*"));
    }

    private static List<String> fields(String text) throws NotCron {
        String name = text.strip().toLowerCase(Locale.ROOT);
        List<String> fields = List.of(NAMES.getOrDefault(name, text.strip()).split("\\s+"));
        if (name.startsWith("@") && !NAMES.containsKey(name)) {
            throw new NotCron("is `" + text + "`, which is not known here", meant(name));
        }
        if (fields.size() != 5 && fields.size() != 6) {
            throw new NotCron(
                    "is `" + text + "`, which is no cron expression",
                    "write minute, hour, day of month, month and day of week, e.g. `30 3 * * *` for 3:30 each day");
        }
        return fields;
    }

    private static String meant(String name) {
        if (name.equals("@reboot")) {
            return "write `runOnStart: true` beside a `cron`";
        }
        return NAMES.keySet().stream()
                .sorted()
                .filter(known -> Likeness.distance(name, known) <= MOST_TYPOS)
                .min(Comparator.comparingInt(known -> Likeness.distance(name, known)))
                .map(known -> "did you mean `" + known + "`?")
                .orElse("write five fields, or a name such as `@daily`");
    }

    /**
     * When it is due next.
     *
     * @param after the answer is later than this
     * @param zone whose clocks count
     * @return to the second; empty if never again
     */
    public Optional<Instant> next(Instant after, ZoneId zone) {
        Instant whole = after.truncatedTo(ChronoUnit.SECONDS);
        return atSetHour ? once(whole, zone.getRules()) : asShown(whole, zone.getRules());
    }

    private Optional<Instant> once(Instant after, ZoneRules rules) {
        LocalDateTime shown = LocalDateTime.ofInstant(after, rules.getOffset(after));
        ZoneOffsetTransition change = rules.getTransition(shown);
        boolean shownAgain = change != null && change.isOverlap() && !after.isBefore(change.getInstant());
        return expression
                .next(shownAgain ? change.getDateTimeBefore().minusSeconds(1) : shown)
                .map(time -> first(time, rules));
    }

    private static Instant first(LocalDateTime time, ZoneRules rules) {
        ZoneOffsetTransition change = rules.getTransition(time);
        if (change != null && change.isGap()) {
            return change.getInstant();
        }
        return time.toInstant(change == null ? rules.getOffset(time) : change.getOffsetBefore());
    }

    private Optional<Instant> asShown(Instant after, ZoneRules rules) {
        ZoneOffset offset = rules.getOffset(after);
        LocalDateTime shown = LocalDateTime.ofInstant(after, offset);
        ZoneOffsetTransition change = rules.nextTransition(after);
        for (int i = 0; i < MOST_CHANGES; i++) {
            Optional<LocalDateTime> next = expression.next(shown);
            Optional<Instant> at = next.isPresent() ? Optional.of(next.get().toInstant(offset)) : Optional.empty();
            if (at.isEmpty() || change == null || at.get().isBefore(change.getInstant())) {
                return at;
            }
            offset = change.getOffsetAfter();
            shown = change.getDateTimeAfter().minusSeconds(1);
            change = rules.nextTransition(change.getInstant());
        }
        return Optional.empty();
    }
}
