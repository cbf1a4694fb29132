package dev.upkeep.internal.lifecycle;

import static dev.upkeep.process.State.BACKOFF;
import static dev.upkeep.process.State.DISABLED;
import static dev.upkeep.process.State.EXITED;
import static dev.upkeep.process.State.FAILED;
import static dev.upkeep.process.State.RUNNING;
import static dev.upkeep.process.State.STARTING;
import static dev.upkeep.process.State.STOPPED;
import static dev.upkeep.process.State.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.health.Spread;
import dev.upkeep.internal.lifecycle.Life.Tree;
import dev.upkeep.internal.lifecycle.Watch.Duty;
import dev.upkeep.process.Exit;
import dev.upkeep.process.Moment;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Reason;
import dev.upkeep.process.Signal;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpecBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

class LifecycleTest {
    private static final HealthCheck CHECK =
            HealthCheck.builder(new Probe.Tcp("localhost", 3001)).build();

    private Moment now = new Moment(0, Instant.EPOCH);
    private Lifecycle rules = rules(p -> p, Watches.NONE);
    private Life life = Life.begin(true, now);
    private List<Effect> effects = List.of();

    @Test
    void whatIsLaunchedWithoutAWatchIsReady() {
        start();
        assertThat(life.state()).isEqualTo(RUNNING);
        assertThat(life.ready()).isTrue();
        assertThat(life.pid()).isEqualTo(4711);
    }

    @Test
    void whatIsWatchedIsReadyWhenAProbePasses() {
        rules = rules(p -> p, watched(CHECK, Duty.BOTH));
        start();
        assertThat(life.state()).isEqualTo(STARTING);
        assertThat(effects)
                .containsExactly(new Effect.Ask(life.vigils().readiness().number(), new Watch(CHECK, Duty.BOTH)));
        probed(true);
        assertThat(life.state()).isEqualTo(RUNNING);
        assertThat(life.ready()).isTrue();
        assertThat(effects)
                .containsExactly(new Effect.Wake(
                        life.vigils().readiness().number(), Spread.first("api/READINESS", CHECK.interval())));
    }

    @Test
    void aWatchThatAsksOnceAsksNoMoreAfterAPass() {
        rules = rules(p -> p, watched(CHECK, Duty.OPENING));
        start();
        probed(true);
        assertThat(life.ready()).isTrue();
        assertThat(effects).isEmpty();
    }

    @Test
    void anUnexpectedEndIsFollowedByALaunchAfterTheDelay() {
        start();
        exits(1);
        assertThat(life.state()).isEqualTo(BACKOFF);
        assertThat(life.reason().sentence()).isEqualTo("Exited with code 1 after 0 ms; try 1 of 3 in 5 s");
        gone();
        int delay = life.waits().backoff();
        step(rules.woke(life, delay, now));
        assertThat(effects).containsExactly(new Effect.Launch(2));
        assertThat(life.restarts()).isEqualTo(1);
    }

    @Test
    void anEndThatIsToldTwiceAndMissedByAProbeTooIsOneRestart() {
        rules = rules(p -> p, watched(CHECK, Duty.BOTH));
        start();
        probed(true);
        step(rules.woke(life, life.vigils().readiness().number(), now));
        int asked = life.vigils().readiness().number();
        int turn = life.turn();
        exits(137);
        Life once = life;
        step(rules.exited(life, turn, new Exit.Code(137), now, 0));
        for (int i = 0; i < 10; i++) {
            step(rules.probed(life, asked, new ProbeResult(false, "no answer", Duration.ZERO), now, 0));
        }
        assertThat(life).isEqualTo(once);
        int delay = life.waits().backoff();
        gone();
        step(rules.woke(life, delay, now));
        assertThat(effects).containsExactly(new Effect.Launch(2));
        step(rules.woke(life, delay, now));
        step(rules.exited(life, turn, new Exit.Code(137), now, 0));
        launched();
        step(rules.probed(life, asked, new ProbeResult(false, "no answer", Duration.ZERO), now, 0));
        assertThat(life.state()).isEqualTo(STARTING);
        assertThat(life.restarts()).isEqualTo(1);
        assertThat(life.attempts().used()).isEqualTo(1);
    }

    @Test
    void anEndDuringTheStopForFailedProbesIsOneRestart() {
        rules = rules(p -> p, watched(CHECK, Duty.BOTH));
        start();
        probed(true);
        step(rules.fail(life, new Reason("Unhealthy", "No answer"), Duration.ZERO, now, 0));
        int turn = life.turn();
        exits(137);
        step(rules.exited(life, turn, new Exit.Code(137), now, 0));
        gone();
        assertThat(life.state()).isEqualTo(BACKOFF);
        step(rules.woke(life, life.waits().backoff(), now));
        assertThat(effects).containsExactly(new Effect.Launch(2));
        assertThat(life.restarts()).isEqualTo(1);
        assertThat(life.attempts().used()).isEqualTo(1);
    }

    @Test
    void whatIsReplacedIsEndedGracefullyAndLaunchedAtOnceWithoutUsingAnAttempt() {
        start();
        step(rules.replace(life, new Reason("TooOld", "Ran for 1 d"), now));
        assertThat(life.state()).isEqualTo(STOPPING);
        assertThat(life.reason().word()).isEqualTo("TooOld");
        assertThat(effects).contains(new Effect.Tell(Signal.SIGTERM));
        exits(143);
        gone();
        assertThat(effects).containsExactly(new Effect.Launch(2));
        assertThat(life.attempts().used()).isZero();
        assertThat(life.restarts()).isEqualTo(1);
    }

    @Test
    void onlyWhatRunsIsReplaced() {
        step(rules.replace(life, new Reason("TooOld", "Ran for 1 d"), now));
        assertThat(life.state()).isEqualTo(STOPPED);
        start();
        step(rules.stopAsked(life, now));
        step(rules.replace(life, new Reason("TooOld", "Ran for 1 d"), now));
        assertThat(life.wanted()).isFalse();
        exits(143);
        gone();
        assertThat(life.state()).isEqualTo(STOPPED);
    }

    @Test
    void whatMustNotGoOnIsEndedAndThenFollowsItsPolicy() {
        start();
        step(rules.fail(life, new Reason("TooLong", "Ran for too long"), Duration.ZERO, now, 0));
        assertThat(effects).contains(new Effect.Tell(Signal.SIGTERM));
        assertThat(life.reason().sentence()).isEqualTo("Ran for too long; try 1 of 3 in 5 s");
        exits(143);
        gone();
        assertThat(life.state()).isEqualTo(BACKOFF);
        assertThat(life.attempts().used()).isEqualTo(1);
    }

    @Test
    void nothingIsLaunchedBeforeTheLastTreeIsGone() {
        start();
        exits(1);
        step(rules.woke(life, life.waits().backoff(), now));
        assertThat(life.state()).isEqualTo(STARTING);
        assertThat(effects).isEmpty();
        gone();
        assertThat(effects).containsExactly(new Effect.Launch(2));
    }

    @Test
    void whatAnExitLeavesBehindIsAskedAndThenKilled() {
        start();
        exits(1);
        step(rules.woke(life, life.waits().tree(), now));
        assertThat(effects).contains(new Effect.Tell(Signal.SIGTERM));
        step(rules.woke(life, life.waits().tree(), now));
        assertThat(effects).contains(new Effect.Tell(Signal.SIGKILL));
    }

    @Test
    void threeFailuresInARowUseUpThreeAttempts() {
        start();
        for (int i = 0; i < 3; i++) {
            exits(1);
            gone();
            step(rules.woke(life, life.waits().backoff(), now));
            launched();
        }
        exits(1);
        assertThat(life.state()).isEqualTo(FAILED);
        assertThat(life.reason().sentence()).isEqualTo("Exited with code 1 after 0 ms; gave up after 3 restarts");
        gone();
        start();
        assertThat(life.state()).isEqualTo(RUNNING);
        assertThat(life.attempts().used()).isZero();
    }

    @Test
    void whoRanLongEnoughHasAllAttemptsAgain() {
        start();
        exits(1);
        gone();
        step(rules.woke(life, life.waits().backoff(), now));
        launched();
        now = now.plus(Duration.ofSeconds(11));
        exits(1);
        assertThat(life.attempts().used()).isEqualTo(1);
        assertThat(life.reason().sentence()).contains("try 1 of 3");
    }

    @Test
    void aGoodEndIsTheEndWhenThePolicySaysSo() {
        rules = rules(
                p -> p.restartPolicy(RestartPolicy.builder()
                        .condition(RestartPolicy.Condition.ON_FAILURE)
                        .build()),
                Watches.NONE);
        start();
        exits(0);
        assertThat(life.state()).isEqualTo(EXITED);
        assertThat(life.lastEnd().orElseThrow().expected()).isTrue();
    }

    @Test
    void aStopBeatsADelayThatIsAlreadyOver() {
        start();
        exits(1);
        gone();
        int delay = life.waits().backoff();
        step(rules.stopAsked(life, now));
        assertThat(life.state()).isEqualTo(STOPPED);
        step(rules.woke(life, delay, now));
        assertThat(life.state()).isEqualTo(STOPPED);
        assertThat(effects).isEmpty();
    }

    @Test
    void aStopDuringALaunchEndsWhatWasLaunched() {
        step(rules.startAsked(life, now));
        step(rules.stopAsked(life, now));
        assertThat(life.state()).isEqualTo(STOPPING);
        launched();
        assertThat(effects).contains(new Effect.Tell(Signal.SIGTERM));
        exits(143);
        gone();
        assertThat(life.state()).isEqualTo(STOPPED);
        assertThat(life.lastEnd().orElseThrow().expected()).isTrue();
    }

    @Test
    void whoIsUsedByRequestsIsAskedToEndAfterThem() {
        start();
        Lifecycle used = new Lifecycle(rules.spec(), rules.watches(), Duration.ofSeconds(30));
        step(used.restartAsked(life, now));
        assertThat(life.state()).isEqualTo(STOPPING);
        assertThat(effects).containsExactly(new Effect.Drain(life.waits().tree(), Duration.ofSeconds(30)));
        step(used.woke(life, life.waits().tree(), now));
        assertThat(effects).contains(new Effect.Tell(Signal.SIGTERM));
        exits(143);
        gone();
        assertThat(life.state()).isEqualTo(STARTING);
    }

    @Test
    void whoEndsWhileItIsDrainedIsLaunchedAgain() {
        start();
        Lifecycle used = new Lifecycle(rules.spec(), rules.watches(), Duration.ofSeconds(30));
        step(used.restartAsked(life, now));
        exits(1);
        gone();
        assertThat(life.state()).isEqualTo(STARTING);
    }

    @Test
    void aStartDuringAStopComesAfterIt() {
        start();
        step(rules.stopAsked(life, now));
        step(rules.startAsked(life, now));
        assertThat(life.state()).isEqualTo(STOPPING);
        exits(143);
        gone();
        assertThat(effects).containsExactly(new Effect.Launch(2));
    }

    @Test
    void aRestartCountsOnceHoweverOftenItIsAsked() {
        start();
        step(rules.restartAsked(life, now));
        step(rules.restartAsked(life, now));
        exits(143);
        gone();
        launched();
        assertThat(life.state()).isEqualTo(RUNNING);
        assertThat(life.restarts()).isEqualTo(1);
    }

    @Test
    void patienceWithAStopEndsInAKill() {
        start();
        step(rules.stopAsked(life, now));
        assertThat(effects)
                .containsExactly(
                        new Effect.Tell(Signal.SIGTERM),
                        new Effect.Wake(life.waits().tree(), Duration.ofSeconds(5)));
        step(rules.woke(life, life.waits().tree(), now));
        assertThat(effects).contains(new Effect.Tell(Signal.SIGKILL));
    }

    @Test
    void aLateExitOfAnEarlierLaunchChangesNothing() {
        start();
        step(rules.restartAsked(life, now));
        exits(143);
        gone();
        launched();
        Life before = life;
        step(rules.exited(life, 1, new Exit.Code(1), now, 0));
        assertThat(life).isSameAs(before);
    }

    @Test
    void failuresInTheStartPeriodAreExcused() {
        rules = rules(
                p -> p,
                watched(
                        HealthCheck.builder(CHECK.probe())
                                .startPeriod(Duration.ofMinutes(10))
                                .build(),
                        Duty.BOTH));
        start();
        for (int i = 0; i < 50; i++) {
            now = now.plus(Duration.ofSeconds(10));
            probed(false);
            step(rules.woke(life, life.vigils().readiness().number(), now));
        }
        assertThat(life.state()).isEqualTo(STARTING);
        assertThat(life.vigils().readiness().tally().failures()).isZero();
    }

    @Test
    void threeFailedProbesInARowGetItRestarted() {
        rules = rules(p -> p, watched(CHECK, Duty.BOTH));
        start();
        probed(true);
        for (int i = 0; i < 3; i++) {
            step(rules.woke(life, life.vigils().readiness().number(), now));
            probed(false);
        }
        assertThat(life.state()).isEqualTo(STOPPING);
        assertThat(life.reason().sentence()).isEqualTo("no answer, 3 times in a row; try 1 of 3 in 5 s");
        exits(143);
        gone();
        assertThat(life.state()).isEqualTo(BACKOFF);
        assertThat(life.attempts().used()).isEqualTo(1);
    }

    @Test
    void unhealthyAndNeverToBeRestartedLivesOnWithoutTraffic() {
        rules = rules(
                p -> p.restartPolicy(RestartPolicy.builder().maxAttempts(0).build()), watched(CHECK, Duty.BOTH));
        start();
        probed(true);
        for (int i = 0; i < 3; i++) {
            step(rules.woke(life, life.vigils().readiness().number(), now));
            probed(false);
        }
        assertThat(life.state()).isEqualTo(RUNNING);
        assertThat(life.ready()).isFalse();
        step(rules.woke(life, life.vigils().readiness().number(), now));
        probed(true);
        assertThat(life.ready()).isTrue();
    }

    @Test
    void whatCannotBeLaunchedIsTriedAgainAndSaysWhy() {
        step(rules.startAsked(life, now));
        step(rules.launchFailed(life, 1, "\"nod\" is not on PATH", now, 0));
        assertThat(life.state()).isEqualTo(BACKOFF);
        assertThat(life.reason().sentence()).isEqualTo("\"nod\" is not on PATH; try 1 of 3 in 5 s");
        assertThat(life.tree()).isEqualTo(Tree.NONE);
    }

    @Test
    void whatWentWrongLastIsRememberedWhenItIsWellAgain() {
        step(rules.startAsked(life, now));
        assertThat(life.trouble()).isEmpty();
        step(rules.launchFailed(life, 1, "\"nod\" is not on PATH", now, 0));
        Life.Trouble trouble = new Life.Trouble(now, life.reason());
        step(rules.startAsked(life, now));
        launched();
        assertThat(life.reason()).isNotEqualTo(trouble.reason());
        assertThat(life.trouble()).contains(trouble);
    }

    @Test
    void aDisabledProcessIsNeverStarted() {
        rules = rules(p -> p.enabled(false), Watches.NONE);
        life = Life.begin(false, now);
        step(rules.startAsked(life, now));
        assertThat(life.state()).isEqualTo(DISABLED);
        step(rules.restartAsked(life, now));
        assertThat(life.state()).isEqualTo(DISABLED);
    }

    @Test
    void newRulesWithoutAWatchMakeItReadyWithoutARestart() {
        rules = rules(p -> p, watched(CHECK, Duty.BOTH));
        start();
        rules = rules(p -> p, Watches.NONE);
        step(rules.respecified(life, now));
        assertThat(life.ready()).isTrue();
        assertThat(life.turn()).isEqualTo(1);
        assertThat(effects).isEmpty();
    }

    @Test
    void whatWasDisabledWhileItStopsIsNotLaunchedAgain() {
        start();
        step(rules.stopAsked(life, now));
        rules = rules(p -> p.enabled(false), Watches.NONE);
        step(rules.respecified(life, now));
        step(rules.startAsked(life, now));
        step(rules.restartAsked(life, now));
        exits(143);
        gone();
        assertThat(life.state()).isEqualTo(DISABLED);
        assertThat(effects).isEmpty();
    }

    @Test
    void whatAnEarlierSupervisorLaunchedIsNotLaunchedAgain() {
        now = now.plus(Duration.ofMinutes(1));
        Moment then = new Moment(0, Instant.EPOCH);
        step(rules.adopted(life, 4711, then, 3, now));
        step(rules.startAsked(life, now));
        assertThat(life.state()).isEqualTo(RUNNING);
        assertThat(life.ready()).isTrue();
        assertThat(life.launched()).isEqualTo(then);
        assertThat(life.restarts()).isEqualTo(3);
        assertThat(life.reason().sentence()).contains("adopted");
        assertThat(effects).isEmpty();
    }

    @Test
    void whatIsAdoptedIsReadyWhenAProbePasses() {
        rules = rules(p -> p, watched(CHECK, Duty.BOTH));
        step(rules.adopted(life, 4711, now, 0, now));
        assertThat(life.state()).isEqualTo(STARTING);
        assertThat(life.reason().sentence()).contains("Adopted");
        assertThat(effects)
                .containsExactly(new Effect.Ask(life.vigils().readiness().number(), new Watch(CHECK, Duty.BOTH)));
        probed(true);
        assertThat(life.ready()).isTrue();
    }

    @Test
    void anEndOfWhichNobodyKnowsTheCodeIsAFailure() {
        rules = rules(
                p -> p.restartPolicy(RestartPolicy.builder()
                        .condition(RestartPolicy.Condition.ON_FAILURE)
                        .build()),
                Watches.NONE);
        step(rules.adopted(life, 4711, now, 0, now));
        step(rules.exited(life, life.turn(), new Exit.Unknown(), now, 0));
        assertThat(life.state()).isEqualTo(BACKOFF);
    }

    @Test
    void whatIsLeftOfATreeIsEndedBeforeALaunch() {
        step(rules.remained(life, 3, now));
        step(rules.startAsked(life, now));
        assertThat(life.state()).isEqualTo(STOPPING);
        step(rules.woke(life, life.waits().tree(), now));
        assertThat(effects).contains(new Effect.Tell(Signal.SIGTERM));
        gone();
        assertThat(effects).containsExactly(new Effect.Launch(2));
        assertThat(life.restarts()).isEqualTo(4);
    }

    @Test
    void anOrphanOfADisabledProcessIsEnded() {
        rules = rules(p -> p.enabled(false), Watches.NONE);
        life = Life.begin(false, now);
        step(rules.adopted(life, 4711, now, 0, now));
        assertThat(effects).contains(new Effect.Tell(Signal.SIGTERM));
        step(rules.exited(life, life.turn(), new Exit.Unknown(), now, 0));
        gone();
        assertThat(life.state()).isEqualTo(DISABLED);
    }

    @Test
    void whoeverIsAskedToStartWhileItWaitsForOthersHasAllItsAttemptsAgain() {
        Hindrance missing = new Hindrance(new Reason("WaitingForDependency", "Waiting for db to be ready"), false);
        step(rules.startAsked(life, now));
        step(rules.launchFailed(life, life.turn(), "not found", now, 0.5));
        step(rules.needsChanged(life, Optional.of(missing), now));
        step(rules.woke(life, life.waits().backoff(), now));
        assertThat(life.needs().waiting()).isTrue();
        assertThat(life.attempts().used()).isEqualTo(1);
        step(rules.startAsked(life, now));
        assertThat(life.needs().waiting()).isTrue();
        assertThat(life.attempts().used()).isZero();
    }

    private void start() {
        step(rules.startAsked(life, now));
        launched();
    }

    private void launched() {
        step(rules.launched(life, life.turn(), 4711, now));
    }

    private void exits(int code) {
        step(rules.exited(life, life.turn(), new Exit.Code(code), now, 0));
    }

    private void gone() {
        step(rules.gone(life, life.turn(), now));
    }

    private void probed(boolean passed) {
        String detail = passed ? "connected" : "no answer";
        step(rules.probed(
                life, life.vigils().readiness().number(), new ProbeResult(passed, detail, Duration.ZERO), now, 0));
    }

    private void step(Step step) {
        life = step.life();
        effects = step.effects();
    }

    private static Lifecycle rules(UnaryOperator<ProcessSpecBuilder> details, Watches watches) {
        return new Lifecycle(
                details.apply(ProcessSpec.builder(new ProcessId("api")).command("node"))
                        .build(),
                watches);
    }

    private static Watches watched(HealthCheck check, Duty duty) {
        return new Watches(Optional.of(new Watch(check, duty)), Optional.empty());
    }
}
