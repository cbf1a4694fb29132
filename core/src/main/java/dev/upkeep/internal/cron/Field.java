package dev.upkeep.internal.cron;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/** The fields of an expression, by their place in it. */
enum Field {
    SECOND("second", "0 to 59"),
    MINUTE("minute", "0 to 59"),
    HOUR("hour", "0 to 23"),
    DAY_OF_MONTH("day of month", "1 to 31"),
    MONTH("month", "1 to 12 or `JAN` to `DEC`"),
    DAY_OF_WEEK("day of week", "0 to 7 or `MON` to `SUN`; 0 and 7 are Sunday");

    final String noun;
    private final String range;

    Field(String noun, String range) {
        this.noun = noun;
        this.range = range;
    }

    /** The fields of an expression with so many. */
    static List<Field> of(int count) {
        return Arrays.asList(values()).subList(values().length - count, values().length);
    }

    /** The first that cannot be understood even by itself. */
    static Optional<Field> wrongOf(List<String> fields) {
        List<Field> kinds = of(fields.size());
        return kinds.stream()
                .filter(kind ->
                        Expression.of(alone(fields, kinds.indexOf(kind))).isEmpty())
                .findFirst();
    }

    private static List<String> alone(List<String> fields, int index) {
        List<String> alone = new ArrayList<>(Collections.nCopies(fields.size(), "*"));
        alone.set(index, fields.get(index));
        return alone;
    }

    /** What to write in it. */
    String help(String written) {
        if (written.matches(".*[?LW#].*") && !written.matches(".*[A-Za-z]{3}.*")) {
            return "`?`, `L`, `W` and `#` are not known here: write `*`, or days as numbers";
        }
        return "write " + range + "; `*` for any, `1,2` for some, `1-5` for a range, `*/5` for every fifth";
    }
}
