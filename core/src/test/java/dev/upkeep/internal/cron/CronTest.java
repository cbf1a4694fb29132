package dev.upkeep.internal.cron;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class CronTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @Test
    void fiveFieldsAreMinuteHourDayMonthAndWeekday() throws NotCron {
        assertThat(times("30 3 * * *", UTC, "2024-01-01T12:00:00Z", 2))
                .containsExactly("2024-01-02T03:30Z", "2024-01-03T03:30Z");
        assertThat(times("0 9-17/4 * * MON-FRI", UTC, "2024-01-05T12:00:00Z", 3))
                .containsExactly("2024-01-05T13:00Z", "2024-01-05T17:00Z", "2024-01-08T09:00Z");
        assertThat(times("0 0 * * 7", UTC, "2024-01-05T12:00:00Z", 1))
                .isEqualTo(times("0 0 * * 0", UTC, "2024-01-05T12:00:00Z", 1))
                .containsExactly("2024-01-07T00:00Z");
    }

    @Test
    void sixFieldsBeginWithTheSecond() throws NotCron {
        assertThat(times("*/30 * * * * *", UTC, "2024-01-01T12:00:00.500Z", 2))
                .containsExactly("2024-01-01T12:00:30Z", "2024-01-01T12:01Z");
        assertThat(times("5 0 0 1 jan *", UTC, "2024-01-01T12:00:00Z", 1)).containsExactly("2025-01-01T00:00:05Z");
    }

    @Test
    void namesStandForExpressions() throws NotCron {
        assertThat(times("@daily", UTC, "2024-01-01T12:00:00Z", 1)).containsExactly("2024-01-02T00:00Z");
        assertThat(times("@HOURLY", UTC, "2024-01-01T12:00:00Z", 1)).containsExactly("2024-01-01T13:00Z");
        assertThat(times("@weekly", UTC, "2024-01-01T12:00:00Z", 1)).containsExactly("2024-01-07T00:00Z");
    }

    @Test
    void ofDayOfMonthAndWeekdayEitherIsEnough() throws NotCron {
        assertThat(times("0 0 13 * FRI", UTC, "2024-09-10T00:00:00Z", 4))
                .containsExactly("2024-09-13T00:00Z", "2024-09-20T00:00Z", "2024-09-27T00:00Z", "2024-10-04T00:00Z");
    }

    @Test
    void aLeapDayComesEvenOverAHundredYear() throws NotCron {
        assertThat(times("0 * 29 2 *", BERLIN, "2096-03-01T00:00:00Z", 1)).containsExactly("2104-02-29T00:00+01:00");
    }

    /** In Berlin, 2:00 to 3:00 of 2024-03-31 does not exist. */
    @Test
    void aSetHourThatTheClockLeavesOutIsDueAtTheChange() throws NotCron {
        assertThat(times("30 2 * * *", BERLIN, "2024-03-30T12:00:00Z", 2))
                .containsExactly("2024-03-31T03:00+02:00", "2024-04-01T02:30+02:00");
        assertThat(times("*/20 2,3 * * *", BERLIN, "2024-03-31T00:00:00Z", 3))
                .containsExactly("2024-03-31T03:00+02:00", "2024-03-31T03:20+02:00", "2024-03-31T03:40+02:00");
    }

    /** In Berlin, 2:00 to 3:00 of 2024-10-27 comes twice. */
    @Test
    void aSetHourThatTheClockShowsTwiceIsDueOnce() throws NotCron {
        assertThat(times("30 2 * * *", BERLIN, "2024-10-26T12:00:00Z", 2))
                .containsExactly("2024-10-27T02:30+02:00", "2024-10-28T02:30+01:00");
        assertThat(times("*/30 2,3 * * *", BERLIN, "2024-10-26T12:00:00Z", 4))
                .containsExactly(
                        "2024-10-27T02:00+02:00",
                        "2024-10-27T02:30+02:00",
                        "2024-10-27T03:00+01:00",
                        "2024-10-27T03:30+01:00");
    }

    @Test
    void withinTheSecondPassASetHourIsOver() throws NotCron {
        assertThat(times("30 2 * * *", BERLIN, "2024-10-27T01:10:00Z", 1)).containsExactly("2024-10-28T02:30+01:00");
    }

    @Test
    void everyHourIsEveryHourOfRealTime() throws NotCron {
        assertThat(times("30 * * * *", BERLIN, "2024-03-30T23:45:00Z", 3))
                .containsExactly("2024-03-31T01:30+01:00", "2024-03-31T03:30+02:00", "2024-03-31T04:30+02:00");
        assertThat(times("30 * * * *", BERLIN, "2024-10-26T23:00:00Z", 4))
                .containsExactly(
                        "2024-10-27T01:30+02:00",
                        "2024-10-27T02:30+02:00",
                        "2024-10-27T02:30+01:00",
                        "2024-10-27T03:30+01:00");
    }

    @Test
    void everyTwentyMinutesGoesOnThroughTheDoubledHour() throws NotCron {
        assertThat(times("*/20 * * * *", BERLIN, "2024-10-27T00:30:00Z", 4))
                .containsExactly(
                        "2024-10-27T02:40+02:00",
                        "2024-10-27T02:00+01:00",
                        "2024-10-27T02:20+01:00",
                        "2024-10-27T02:40+01:00");
    }

    @Test
    void whatIsWrongIsNamedWithItsField() {
        assertThat(wrong("61 * * * *"))
                .hasMessage("is `61 * * * *`, whose minute `61` is not understood")
                .extracting(NotCron::help)
                .asString()
                .startsWith("write 0 to 59");
        assertThat(wrong("0 0 L * *"))
                .hasMessage("is `0 0 L * *`, whose day of month `L` is not understood")
                .extracting(NotCron::help)
                .asString()
                .contains("`L`");
        assertThat(wrong("0 0 * * FRY")).hasMessageContaining("day of week `FRY`");
        assertThat(wrong("* * * *")).extracting(NotCron::help).asString().contains("`30 3 * * *`");
        assertThat(wrong("")).hasMessage("is ``, which is no cron expression");
        assertThat(wrong("@reboot")).extracting(NotCron::help).asString().contains("runOnStart");
        assertThat(wrong("@dayly")).extracting(NotCron::help).asString().contains("@daily");
        assertThat(wrong("0 0 31 2 *")).hasMessage("is `0 0 31 2 *`, which never comes");
    }

    private static NotCron wrong(String text) {
        return catchThrowableOfType(NotCron.class, () -> Cron.parse(text));
    }

    private static List<String> times(String text, ZoneId zone, String after, int count) throws NotCron {
        Cron cron = Cron.parse(text);
        List<String> times = new ArrayList<>();
        Instant now = Instant.parse(after);
        for (int i = 0; i < count; i++) {
            now = cron.next(now, zone).orElseThrow();
            times.add(OffsetDateTime.ofInstant(now, zone).toString());
        }
        return times;
    }
}
