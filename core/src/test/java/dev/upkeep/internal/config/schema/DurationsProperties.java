package dev.upkeep.internal.config.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import net.jqwik.api.Example;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;

class DurationsProperties {
    @Property
    void whatIsWrittenIsReadAgain(@ForAll @LongRange(min = 0, max = 315_360_000_000L) long millis) {
        Duration span = Duration.ofMillis(millis);

        assertThat(Durations.parse(Durations.format(span))).contains(span);
    }

    @Property
    void anyTextIsADurationOrNone(@ForAll String text) {
        assertThat(Durations.parse(text))
                .satisfiesAnyOf(
                        d -> assertThat(d).isEmpty(),
                        d -> assertThat(d.orElseThrow()).isBetween(Duration.ZERO, Durations.LONGEST));
    }

    @Example
    void unitsAndFractions() {
        assertThat(Durations.parse("500ms")).contains(Duration.ofMillis(500));
        assertThat(Durations.parse("1.5s")).contains(Duration.ofMillis(1500));
        assertThat(Durations.parse("1h30m")).contains(Duration.ofMinutes(90));
        assertThat(Durations.parse("2d")).contains(Duration.ofDays(2));
        assertThat(Durations.parse("5")).isEmpty();
        assertThat(Durations.parse("5 s")).isEmpty();
        assertThat(Durations.parse("99999d")).isEmpty();
    }
}
