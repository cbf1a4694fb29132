package dev.upkeep.restart;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.Exit;
import dev.upkeep.process.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;

class RestartsProperties {
    @Property
    void attemptsNeverExceedThePolicyHoweverLongEachRunWas(
            @ForAll @IntRange(min = 0, max = 5) int maxAttempts,
            @ForAll @Size(max = 60) List<@LongRange(min = 0, max = 20_000) Long> runs) {
        RestartPolicy policy = RestartPolicy.builder().maxAttempts(maxAttempts).build();
        Attempts attempts = Attempts.NONE;
        Moment now = new Moment(0, Instant.EPOCH);
        int inARow = 0;
        for (long millis : runs) {
            Duration ran = Duration.ofMillis(millis);
            now = now.plus(ran);
            inARow = ran.compareTo(policy.minUptime()) >= 0 ? 0 : inARow;
            RestartDecision decision = Restarts.afterExit(policy, new Exit.Code(1), ran, attempts, now, 0);
            assertThat(decision instanceof RestartDecision.Again).isEqualTo(inARow < maxAttempts);
            if (decision instanceof RestartDecision.Again again) {
                attempts = again.attempts();
                inARow++;
            }
            assertThat(attempts.used()).isLessThanOrEqualTo(maxAttempts);
        }
    }

    @Property
    void theDelayStaysBetweenItsFirstAndItsMaximumWithJitter(
            @ForAll @LongRange(min = 0, max = 100_000) long first,
            @ForAll @LongRange(min = 0, max = 100_000) long max,
            @ForAll @DoubleRange(min = 1, max = 1000) double multiplier,
            @ForAll @DoubleRange(min = 0, max = 1) double jitter,
            @ForAll @DoubleRange(min = 0, max = 1) double dice,
            @ForAll @IntRange(min = 0, max = 63) int used) {
        RestartPolicy policy = RestartPolicy.builder()
                .maxAttempts(RestartPolicy.UNLIMITED)
                .delay(Duration.ofMillis(first))
                .maxDelay(Duration.ofMillis(max))
                .multiplier(multiplier)
                .jitter(jitter)
                .build();
        Moment now = new Moment(0, Instant.EPOCH);
        Attempts attempts = Attempts.NONE;
        for (int i = 0; i < used; i++) {
            attempts = attempts.plus(now, policy);
        }
        Duration after = ((RestartDecision.Again)
                        Restarts.afterExit(policy, new Exit.Code(1), Duration.ZERO, attempts, now, dice))
                .after();
        long cap = Math.max(first, max);
        assertThat(after).isBetween(Duration.ofMillis(first), Duration.ofMillis(cap + (long) Math.ceil(cap * jitter)));
    }
}
