package dev.upkeep.internal.cron;

import com.cronutils.model.CronType;
import com.cronutils.model.definition.CronDefinition;
import com.cronutils.model.definition.CronDefinitionBuilder;
import com.cronutils.model.time.ExecutionTime;
import com.cronutils.parser.CronParser;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Optional;

/**
 * Five or six fields, as the library for cron understands them: nothing else knows it. Time here is what a calendar and a
 * clock without time zone show.
 */
record Expression(ExecutionTime times) {
    private static final CronParser FIVE = new CronParser(CronDefinitionBuilder.instanceDefinitionFor(CronType.UNIX));
    private static final CronParser SIX = new CronParser(withSeconds());

    private static CronDefinition withSeconds() {
        return CronDefinitionBuilder.defineCron()
                .withSeconds()
                .withValidRange(0, 59)
                .and()
                .withMinutes()
                .withValidRange(0, 59)
                .and()
                .withHours()
                .withValidRange(0, 23)
                .and()
                .withDayOfMonth()
                .withValidRange(1, 31)
                .and()
                .withMonth()
                .withValidRange(1, 12)
                .and()
                .withDayOfWeek()
                .withValidRange(0, 7)
                .withMondayDoWValue(1)
                .withIntMapping(7, 0)
                .and()
                .instance();
    }

    /** Empty if the fields cannot be understood. */
    static Optional<Expression> of(List<String> fields) {
        try {
            CronParser parser = fields.size() == 6 ? SIX : FIVE;
            return Optional.of(new Expression(
                    ExecutionTime.forCron(parser.parse(String.join(" ", fields)).validate())));
        } catch (IllegalArgumentException e) {
            return Optional.empty(); // whoever asks says what is wrong, in words that fit a configuration file
        }
    }

    /** The first time that fits, later than another; empty if there is none in the years to come. */
    Optional<LocalDateTime> next(LocalDateTime after) {
        return times.nextExecution(after.atZone(ZoneOffset.UTC)).map(ZonedDateTime::toLocalDateTime);
    }
}
