package dev.upkeep.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.State;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.restart.RestartPolicy.Condition;
import dev.upkeep.spec.ProcessSpecBuilder;
import dev.upkeep.spec.Schedule;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Time begins at noon, UTC, of 2024-01-01. */
class ScheduleTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Duration HOUR = Duration.ofHours(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final Kept job = new Kept(at("0 * * * *", s -> s));

    @Test
    void itRunsWhenItsTimeComesAndNotBefore() {
        job.begins();
        assertThat(job.life.state()).isEqualTo(State.STOPPED);
        assertThat(job.life.agenda().next()).contains(Instant.parse("2024-01-01T13:00:00Z"));
        job.passes(HOUR.minusMillis(1));
        assertThat(job.launches).isEmpty();
        job.passes(Duration.ofMillis(1));
        assertThat(job.launches).containsExactly(Instant.parse("2024-01-01T13:00:00Z"));
        assertThat(job.life.state()).isEqualTo(State.RUNNING);
        assertThat(job.life.reason().word()).isEqualTo("Running");
        assertThat(job.life.agenda().next()).contains(Instant.parse("2024-01-01T14:00:00Z"));
    }

    @Test
    void aGoodEndIsAnEndAndTheNextRunComes() {
        job.begins();
        job.passes(HOUR);
        job.exits(0);
        assertThat(job.life.state()).isEqualTo(State.EXITED);
        assertThat(job.life.wanted()).isFalse();
        job.passes(HOUR.minusMillis(1));
        assertThat(job.launches).hasSize(1);
        job.passes(Duration.ofMillis(1));
        assertThat(job.launches).hasSize(2);
    }

    @Test
    void aBadEndIsAFailureIsNotRestartedAndTheNextRunComes() {
        job.begins();
        job.passes(HOUR);
        job.exits(1);
        assertThat(job.life.state()).isEqualTo(State.FAILED);
        assertThat(job.life.wanted()).isFalse();
        job.passes(HOUR);
        assertThat(job.launches).hasSize(2);
        assertThat(job.life.state()).isEqualTo(State.RUNNING);
    }

    @Test
    void onFailureHasAFailedRunTriedAgainUntilTheNextIsDue() {
        RestartPolicy policy = RestartPolicy.builder()
                .condition(Condition.ON_FAILURE)
                .delay(Duration.ofMinutes(25))
                .build();
        Kept kept = new Kept(p -> at("0 * * * *", s -> s).apply(p).restartPolicy(policy));
        kept.begins();
        kept.passes(HOUR);
        kept.exits(1);
        assertThat(kept.life.state()).isEqualTo(State.BACKOFF);
        kept.passes(Duration.ofMinutes(25));
        kept.exits(1);
        kept.passes(Duration.ofMinutes(25));
        kept.exits(1);
        kept.passes(Duration.ofMinutes(10));
        assertThat(kept.launches).hasSize(4).last().isEqualTo(Instant.parse("2024-01-01T14:00:00Z"));
        assertThat(kept.life.attempts().used()).isZero();
        kept.exits(0);
        assertThat(kept.life.state()).isEqualTo(State.EXITED);
    }

    @Test
    void aRunThatTakesTooLongIsEndedAndHasFailed() {
        Kept kept = new Kept(at("0 * * * *", s -> s.maxDuration(Duration.ofMinutes(10))));
        kept.begins();
        kept.passes(HOUR.plusMinutes(10).minusMillis(1));
        assertThat(kept.life.state()).isEqualTo(State.RUNNING);
        kept.passes(Duration.ofMillis(1));
        assertThat(kept.life.state()).isEqualTo(State.FAILED);
        assertThat(kept.life.reason().word()).isEqualTo("MaxDurationExceeded");
        assertThat(kept.life.reason().sentence())
                .isEqualTo("Ran for longer than 10 min; its policy says not to restart it");
        kept.passes(Duration.ofMinutes(50));
        assertThat(kept.launches).hasSize(2);
    }

    @Test
    void withoutAutoStopARunThatTakesTooLongGoesOnAndSaysSo() {
        Kept kept = new Kept(
                at("0 0 * * *", s -> s.maxDuration(Duration.ofMinutes(10)).autoStop(false)));
        kept.begins();
        kept.passes(Duration.ofHours(13));
        assertThat(kept.life.state()).isEqualTo(State.RUNNING);
        assertThat(kept.life.reason().sentence()).isEqualTo("Ran for longer than 10 min, and goes on");
    }

    @Test
    void aTimeThatComesDuringARunIsPassedOver() {
        job.begins();
        job.passes(HOUR.multipliedBy(3));
        assertThat(job.launches).hasSize(1);
        assertThat(job.life.reason().word()).isEqualTo("RunSkipped");
        job.exits(0);
        assertThat(job.life.state()).isEqualTo(State.EXITED);
        job.passes(MINUTE.multipliedBy(59));
        assertThat(job.launches).hasSize(1);
        job.passes(MINUTE);
        assertThat(job.launches).hasSize(2);
    }

    @Test
    void ifNotPassedOverOneRunFollowsRightAfterHoweverManyTimesCame() {
        Kept kept = new Kept(at("0 * * * *", s -> s.skipIfRunning(false)));
        kept.begins();
        kept.passes(HOUR.multipliedBy(4));
        assertThat(kept.launches).hasSize(1);
        assertThat(kept.life.reason().word()).isEqualTo("RunQueued");
        kept.exits(1);
        assertThat(kept.launches).hasSize(2);
        assertThat(kept.life.state()).isEqualTo(State.RUNNING);
        kept.exits(0);
        assertThat(kept.launches).hasSize(2);
        assertThat(kept.life.state()).isEqualTo(State.EXITED);
    }

    @Test
    void ifAskedToItRunsAtTheStartToo() {
        Kept kept = new Kept(at("0 * * * *", s -> s.runOnStart(true)));
        kept.begins();
        assertThat(kept.launches).hasSize(1);
        kept.exits(0);
        kept.passes(HOUR);
        assertThat(kept.launches).hasSize(2);
    }

    @Test
    void anOperatorsStopEndsTheRunAndTheScheduleGoesOn() {
        Kept kept = new Kept(at("0 * * * *", s -> s.skipIfRunning(false)));
        kept.begins();
        kept.passes(HOUR.multipliedBy(2));
        kept.isStopped();
        assertThat(kept.life.state()).isEqualTo(State.STOPPED);
        assertThat(kept.launches).hasSize(1);
        kept.passes(HOUR);
        assertThat(kept.launches).hasSize(2);
    }

    @Test
    void anOperatorMayHaveItRunInBetween() {
        job.begins();
        job.isStarted();
        assertThat(job.launches).hasSize(1);
        job.exits(0);
        assertThat(job.life.state()).isEqualTo(State.EXITED);
        job.passes(HOUR);
        assertThat(job.launches).hasSize(2);
    }

    @Test
    void afterTheEndOfTheSupervisorNothingRuns() {
        job.begins();
        job.isRetired();
        job.isStopped();
        job.passes(HOUR.multipliedBy(5));
        assertThat(job.launches).isEmpty();
        assertThat(job.waiting()).isZero();
    }

    @Test
    void anotherScheduleDoesNotTouchARun() {
        job.begins();
        job.passes(HOUR);
        job.respecified(at("30 * * * *", s -> s));
        assertThat(job.life.state()).isEqualTo(State.RUNNING);
        assertThat(job.life.agenda().next()).contains(Instant.parse("2024-01-01T13:30:00Z"));
        job.exits(0);
        job.passes(MINUTE.multipliedBy(30));
        assertThat(job.launches).hasSize(2);
    }

    @Test
    void whoIsDisabledDoesNotRun() {
        job.begins();
        job.respecified(p -> at("0 * * * *", s -> s).apply(p).enabled(false));
        assertThat(job.life.state()).isEqualTo(State.DISABLED);
        job.passes(HOUR.multipliedBy(3));
        assertThat(job.launches).isEmpty();
    }

    @Test
    void whoIsToRunAtTimesInsteadOfAlwaysIsStopped() {
        Kept kept = new Kept(p -> p);
        kept.begins();
        kept.respecified(at("0 * * * *", s -> s));
        assertThat(kept.life.state()).isEqualTo(State.STOPPED);
        kept.passes(HOUR);
        assertThat(kept.launches).hasSize(2);
    }

    @Test
    void whoIsToRunAlwaysInsteadOfAtTimesIsStarted() {
        job.begins();
        job.respecified(p -> p);
        assertThat(job.life.state()).isEqualTo(State.RUNNING);
        assertThat(job.life.agenda().next()).isEmpty();
        job.passes(HOUR.multipliedBy(3));
        assertThat(job.launches).hasSize(1);
    }

    @Test
    void whatAMachineSleptThroughIsNotMadeUpForHoursLater() {
        job.begins();
        job.setClock("2024-01-01T20:10:00Z");
        job.passes(MINUTE);
        assertThat(job.launches).isEmpty();
        assertThat(job.life.reason().word()).isEqualTo("RunMissed");
        assertThat(job.life.agenda().next()).contains(Instant.parse("2024-01-01T21:00:00Z"));
    }

    @Test
    void aClockThatIsSetForwardABitIsNoticedWithinAMinute() {
        job.begins();
        job.setClock("2024-01-01T12:59:59Z");
        job.passes(MINUTE);
        assertThat(job.launches).containsExactly(Instant.parse("2024-01-01T13:00:59Z"));
        assertThat(job.life.agenda().next()).contains(Instant.parse("2024-01-01T14:00:00Z"));
    }

    @Test
    void aClockThatIsSetBackALittleDoesNotRunItTwice() {
        job.begins();
        job.passes(HOUR);
        job.exits(0);
        job.setClock("2024-01-01T12:58:00Z");
        job.passes(MINUTE.multipliedBy(10));
        assertThat(job.launches).hasSize(1);
    }

    @Test
    void aClockThatWasYearsAheadIsFollowedBack() {
        job.setClock("2030-01-01T12:00:00Z");
        job.begins();
        job.setClock("2024-01-01T12:00:00Z");
        job.passes(MINUTE);
        assertThat(job.life.agenda().next()).contains(Instant.parse("2024-01-01T13:00:00Z"));
    }

    @Test
    void inTheNightWithoutAnHourItRunsOnceAndInTheNightWithTwoOnceToo() {
        Kept kept = new Kept(at("30 2 * * *", s -> s.timezone(ZoneId.of("Europe/Berlin"))));
        kept.setClock("2024-03-30T23:00:00Z");
        kept.begins();
        kept.passes(Duration.ofHours(24));
        kept.exits(0);
        assertThat(kept.launches).containsExactly(Instant.parse("2024-03-31T01:00:00Z"));
        kept.isRetired();
        kept.setClock("2024-10-26T22:00:00Z");
        kept.begins();
        kept.passes(Duration.ofHours(2));
        kept.exits(0);
        kept.passes(Duration.ofHours(22));
        assertThat(kept.launches).hasSize(2).last().isEqualTo(Instant.parse("2024-10-27T00:30:00Z"));
    }

    private static UnaryOperator<ProcessSpecBuilder> at(String cron, UnaryOperator<Schedule.Builder> details) {
        return p ->
                p.schedule(details.apply(Schedule.builder(cron).timezone(UTC)).build());
    }
}
