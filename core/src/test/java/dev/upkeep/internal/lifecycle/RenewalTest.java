package dev.upkeep.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import dev.upkeep.spec.ProcessSpecBuilder;
import dev.upkeep.spec.Renewal;
import java.time.Duration;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Old age, and too much memory. */
class RenewalTest {
    private static final Duration DAY = Duration.ofDays(1);
    private static final long MB = 1 << 20;

    @Test
    void whoIsOldIsReplacedWithinTheLastTenthOfItsTimeWhichIsNoFailure() {
        Kept kept = new Kept(upTo(DAY));
        kept.begins();
        kept.passes(Duration.ofMinutes(60 * 24 * 9 / 10));
        assertThat(kept.launches).hasSize(1);
        kept.passes(Duration.ofMinutes(60 * 24 / 10));
        assertThat(kept.launches).hasSize(2);
        assertThat(kept.life.state()).isEqualTo(State.RUNNING);
        assertThat(kept.life.restarts()).isEqualTo(1);
        assertThat(kept.life.attempts().used()).isZero();
        kept.passes(DAY.multipliedBy(9));
        assertThat(kept.launches).hasSizeBetween(10, 12);
    }

    @Test
    void whoWasStartedTogetherIsNotReplacedTogether() {
        long different = IntStream.range(0, 100)
                .mapToObj(i -> Appointments.lifespan(DAY, new ProcessId("api-" + i), 1))
                .map(Duration::toMinutes)
                .distinct()
                .count();
        assertThat(different).isGreaterThan(50);
        assertThat(IntStream.range(0, 1000).mapToObj(i -> Appointments.lifespan(DAY, new ProcessId("api-" + i), i)))
                .allSatisfy(
                        span -> assertThat(span).isBetween(DAY.multipliedBy(9).dividedBy(10), DAY));
    }

    @Test
    void aShorterTimeTakesEffectAtOnceAndNoTimeIsForEver() {
        Kept kept = new Kept(upTo(DAY));
        kept.begins();
        kept.passes(Duration.ofHours(2));
        kept.respecified(upTo(Duration.ofHours(1)));
        kept.passes(Duration.ofMillis(1));
        assertThat(kept.launches).hasSize(2);
        kept.respecified(p -> p);
        kept.passes(DAY);
        assertThat(kept.launches).hasSize(2);
    }

    @Test
    void whoIsStoppedIsNotReplaced() {
        Kept kept = new Kept(upTo(DAY));
        kept.begins();
        kept.isStopped();
        kept.passes(DAY.multipliedBy(2));
        assertThat(kept.launches).hasSize(1);
        assertThat(kept.waiting()).isZero();
    }

    @Test
    void whoIsTooHeavyThreeTimesInARowIsReplacedWhichIsNoFailure() {
        Kept kept = new Kept(lighterThan(100 * MB));
        kept.begins();
        kept.passes(Duration.ofHours(1));
        weigh(kept, 200, 200, 90, 200, 200);
        assertThat(kept.launches).hasSize(1);
        kept.weighs(120 * MB);
        assertThat(kept.launches).hasSize(2);
        assertThat(kept.life.attempts().used()).isZero();
    }

    @Test
    void itSaysHowHeavyItWas() {
        assertThat(Reasons.replacing(Reasons.heavy(640 * MB, 512 * MB)).sentence())
                .isEqualTo("Holds 640 MB in memory, its limit is 512 MB; being replaced");
    }

    @Test
    void whoIsTooHeavyRightAfterEachLaunchUsesUpItsAttempts() {
        Kept kept = new Kept(lighterThan(100 * MB));
        kept.begins();
        for (int i = 0; i < 4; i++) {
            kept.passes(Duration.ofSeconds(20));
            weigh(kept, 200, 200, 200);
            kept.passes(Duration.ofSeconds(5));
        }
        assertThat(kept.launches).hasSize(4);
        assertThat(kept.life.state()).isEqualTo(State.FAILED);
        assertThat(kept.life.reason().sentence())
                .isEqualTo("Holds 200 MB in memory, its limit is 100 MB; gave up after 3 restarts");
    }

    @Test
    void whatWasSeenOfAnEarlierLaunchDoesNotCountForTheNext() {
        Kept kept = new Kept(lighterThan(100 * MB));
        kept.begins();
        kept.passes(Duration.ofHours(1));
        weigh(kept, 200, 200);
        kept.exits(1);
        kept.passes(Duration.ofHours(1));
        weigh(kept, 200, 200);
        assertThat(kept.launches).hasSize(2);
    }

    private static void weigh(Kept kept, long... megabytes) {
        for (long each : megabytes) {
            kept.weighs(each * MB);
        }
    }

    private static UnaryOperator<ProcessSpecBuilder> upTo(Duration age) {
        return p -> p.renewal(Renewal.NEVER.withMaxAge(age));
    }

    private static UnaryOperator<ProcessSpecBuilder> lighterThan(long bytes) {
        return p -> p.renewal(Renewal.NEVER.withMemoryLimit(bytes));
    }
}
