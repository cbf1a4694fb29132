package dev.upkeep.internal.cron;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.LongRange;

/** Whatever the expression, the zone and the time of the year. */
class CronProperties {
    private static final List<String> ZONES =
            List.of("UTC", "Europe/Berlin", "America/New_York", "Australia/Lord_Howe", "Asia/Kathmandu");

    @Property(tries = 300)
    void theNextTimeIsLaterAndNothingLiesBetween(
            @ForAll("expressions") String text,
            @ForAll("zones") ZoneId zone,
            @ForAll @LongRange(min = 1_700_000_000L, max = 1_740_000_000L) long second,
            @ForAll @LongRange(min = 0, max = 999) long share)
            throws NotCron {
        Cron cron = Cron.parse(text);
        Instant now = Instant.ofEpochSecond(second);
        Instant next = cron.next(now, zone).orElseThrow();
        assertThat(next).isAfter(now);
        long between = (next.getEpochSecond() - second) * share / 1000;
        assertThat(cron.next(now.plusSeconds(between), zone)).contains(next);
    }

    @Provide
    Arbitrary<String> expressions() {
        return Arbitraries.of(
                "*/7 * * * *",
                "30 2 * * *",
                "0 */2 * * *",
                "15 1-3 * * *",
                "0 0 1 * *",
                "30 * * * SUN",
                "5 2 * 3,10 SUN");
    }

    @Provide
    Arbitrary<ZoneId> zones() {
        return Arbitraries.of(ZONES).map(ZoneId::of);
    }
}
