package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.schema.DurationType;
import dev.upkeep.internal.config.schema.Section;
import dev.upkeep.internal.config.schema.SingleType;
import dev.upkeep.internal.config.schema.Type;
import dev.upkeep.internal.config.schema.Types;
import dev.upkeep.internal.config.yaml.Scalar;
import dev.upkeep.internal.config.yaml.Unfit;
import dev.upkeep.internal.cron.Cron;
import dev.upkeep.internal.cron.NotCron;
import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;

/** The keys of {@code schedule}. */
final class ScheduleKeys {
    private static final Type<String> CRON =
            SingleType.of("a cron expression", "\"30 3 * * *\"", ScheduleKeys::cron, Scalar.Kind.TEXT);
    private static final Type<ZoneId> TIMEZONE =
            SingleType.of("a time zone", "Europe/Berlin", ScheduleKeys::timezone, Scalar.Kind.TEXT);

    static final Section<ScheduleDraft> ALL = new Section<ScheduleDraft>()
            .key("enabled", Types.YES_NO, "true", "false: as if there were no schedule", (s, v) -> s.enabled = v)
            .required("cron", CRON, "when it runs", (s, v) -> s.cron = Optional.of(v))
            .key("timezone", TIMEZONE, "the machine's", "whose clocks count", (s, v) -> s.timezone = Optional.of(v))
            .key(
                    "maxDuration",
                    DurationType.POSITIVE,
                    "",
                    "how long a run may take",
                    (s, v) -> s.maxDuration = Optional.of(v))
            .key("autoStop", Types.YES_NO, "true", "ends a run that takes longer", (s, v) -> s.autoStop = v)
            .key(
                    "skipIfRunning",
                    Types.YES_NO,
                    "true",
                    "passes over a time that comes during a run; if not, one run follows it",
                    (s, v) -> s.skipIfRunning = v)
            .key("runOnStart", Types.YES_NO, "false", "runs at the start, too", (s, v) -> s.runOnStart = v);

    private ScheduleKeys() {}

    private static String cron(String text) throws Unfit {
        try {
            Cron.parse(text);
            return text;
        } catch (NotCron e) {
            throw new Unfit(Code.INVALID_VALUE, Words.printable(String.valueOf(e.getMessage())), e.help());
        }
    }

    private static ZoneId timezone(String text) throws Unfit {
        try {
            return ZoneId.of(text);
        } catch (DateTimeException e) {
            String help = Words.nearest(text, alike(text))
                    .map(zone -> "did you mean " + Words.quoted(zone) + "?")
                    .orElse("write a name such as `Europe/Berlin`, or `UTC`");
            throw new Unfit(Code.INVALID_VALUE, "is " + Words.quoted(text) + ", which is no time zone", help);
        }
    }

    private static List<String> alike(String text) {
        return ZoneId.getAvailableZoneIds().stream()
                .filter(zone -> !text.isEmpty() && zone.charAt(0) == Character.toUpperCase(text.charAt(0)))
                .sorted()
                .toList();
    }
}
