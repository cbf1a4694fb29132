package dev.upkeep.internal.lifecycle;

import static dev.upkeep.process.State.RUNNING;
import static dev.upkeep.process.State.STARTING;
import static dev.upkeep.process.State.STOPPING;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.health.Health;
import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.internal.lifecycle.Watch.Duty;
import dev.upkeep.process.Exit;
import dev.upkeep.process.Moment;
import dev.upkeep.process.ProcessId;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.spec.Probes;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpecBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;

/** Readiness and liveness, each watched by itself: the one decides about requests, the other about a restart. */
class TwoWatchesTest {
    private static final HealthCheck READY =
            HealthCheck.builder(new Probe.Tcp("localhost", 1)).retries(2).build();
    private static final HealthCheck LIVES =
            HealthCheck.builder(new Probe.Tcp("localhost", 2)).build();
    private static final Probes BOTH = new Probes(Optional.of(READY), Optional.of(LIVES));

    private Moment now = new Moment(0, Instant.EPOCH);
    private Lifecycle rules = rules(p -> p.probes(BOTH));
    private Life life = Life.begin(true, now);
    private List<Effect> effects = List.of();

    @Test
    void bothAreAskedAfterALaunch() {
        start();
        assertThat(effects)
                .containsExactly(
                        new Effect.Ask(number(Post.READINESS), new Watch(READY, Duty.READINESS)),
                        new Effect.Ask(number(Post.LIVENESS), new Watch(LIVES, Duty.LIVENESS)));
    }

    @Test
    void beingAliveIsNotBeingReady() {
        start();
        answer(Post.LIVENESS, true);
        assertThat(life.state()).isEqualTo(STARTING);
        assertThat(life.ready()).isFalse();
        answer(Post.READINESS, true);
        assertThat(life.state()).isEqualTo(RUNNING);
        assertThat(life.ready()).isTrue();
    }

    @Test
    void whoIsNotReadyAnyMoreGetsNoRequestsAndLivesOn() {
        startWell();
        answer(Post.READINESS, false);
        assertThat(life.ready()).isTrue();
        answer(Post.READINESS, false);
        assertThat(life.ready()).isFalse();
        assertThat(life.state()).isEqualTo(RUNNING);
        assertThat(life.reason().word()).isEqualTo("NotReady");
        assertThat(life.reason().sentence()).isEqualTo("Gets no requests for now: no answer, 2 times in a row");
        for (int i = 0; i < 20; i++) {
            answer(Post.READINESS, false);
        }
        assertThat(life.state()).isEqualTo(RUNNING);
        assertThat(life.attempts().used()).isZero();
        answer(Post.READINESS, true);
        assertThat(life.ready()).isTrue();
        assertThat(life.turn()).isEqualTo(1);
        assertThat(life.reason().word()).isEqualTo("Ready");
    }

    @Test
    void whoDoesNotLiveIsRestartedThoughReady() {
        startWell();
        for (int i = 0; i < 3; i++) {
            assertThat(life.ready()).isTrue();
            answer(Post.LIVENESS, false);
        }
        assertThat(life.state()).isEqualTo(STOPPING);
        assertThat(life.reason().sentence()).isEqualTo("no answer, 3 times in a row; try 1 of 3 in 5 s");
        assertThat(life.vigils().at(Post.READINESS).number()).isZero();
    }

    @Test
    void failuresOfTheOneDoNotCountForTheOther() {
        startWell();
        answer(Post.LIVENESS, false);
        answer(Post.READINESS, false);
        answer(Post.LIVENESS, false);
        assertThat(life.vigils().at(Post.LIVENESS).tally().failures()).isEqualTo(2);
        assertThat(life.vigils().at(Post.READINESS).tally().failures()).isEqualTo(1);
        answer(Post.READINESS, true);
        assertThat(life.vigils().at(Post.LIVENESS).tally().failures()).isEqualTo(2);
        assertThat(life.state()).isEqualTo(RUNNING);
    }

    @Test
    void aSlowStarterWithoutLivenessIsNeverEnded() {
        rules = rules(p -> p.probes(new Probes(Optional.of(READY), Optional.empty())));
        start();
        for (int i = 0; i < 200; i++) {
            answer(Post.READINESS, false);
        }
        assertThat(life.state()).isEqualTo(STARTING);
        assertThat(life.reason().sentence()).isEqualTo("Not ready yet: no answer");
        answer(Post.READINESS, true);
        assertThat(life.ready()).isTrue();
    }

    @Test
    void whileItIsNotReadyYetItIsAskedPromptlyHoweverLongThatTakes() {
        start();
        for (int i = 0; i < 200; i++) {
            answer(Post.READINESS, false);
        }
        assertThat(effects).containsExactly(new Effect.Wake(number(Post.READINESS), READY.startInterval()));
    }

    @Test
    void livenessAloneLeavesReadinessToTheLaunch() {
        rules = rules(p -> p.probes(new Probes(Optional.empty(), Optional.of(LIVES))));
        start();
        assertThat(life.ready()).isTrue();
        assertThat(effects).hasSize(1);
        answer(Post.LIVENESS, true);
        assertThat(life.reason()).isEqualTo(Reasons.RUNNING);
    }

    @Test
    void whoMayNotBeRestartedGetsNoRequestsUntilItLivesAgain() {
        rules = rules(p -> p.probes(BOTH)
                .restartPolicy(RestartPolicy.builder().maxAttempts(0).build()));
        startWell();
        for (int i = 0; i < 3; i++) {
            answer(Post.LIVENESS, false);
        }
        assertThat(life.state()).isEqualTo(RUNNING);
        assertThat(life.ready()).isFalse();
        assertThat(life.reason().word()).isEqualTo("Unhealthy");
        answer(Post.READINESS, true);
        assertThat(life.ready()).isFalse();
        answer(Post.LIVENESS, true);
        assertThat(life.ready()).isTrue();
    }

    @Test
    void asManyPassesAsAskedForMakeItReadyAgain() {
        HealthCheck twice = HealthCheck.builder(READY.probe())
                .retries(1)
                .successThreshold(2)
                .build();
        rules = rules(p -> p.probes(new Probes(Optional.of(twice), Optional.empty())));
        start();
        answer(Post.READINESS, true);
        assertThat(life.state()).isEqualTo(STARTING);
        assertThat(life.reason().sentence()).isEqualTo("Not ready yet: connected, 1 of 2 times");
        answer(Post.READINESS, true);
        assertThat(life.ready()).isTrue();
        answer(Post.READINESS, false);
        answer(Post.READINESS, true);
        assertThat(life.ready()).isFalse();
        answer(Post.READINESS, false);
        answer(Post.READINESS, true);
        assertThat(life.ready()).isFalse();
        answer(Post.READINESS, true);
        assertThat(life.ready()).isTrue();
    }

    @Test
    void eachLaunchIsJudgedAnew() {
        startWell();
        answer(Post.LIVENESS, false);
        answer(Post.READINESS, false);
        step(rules.restartAsked(life, now));
        step(rules.exited(life, 1, new Exit.Code(0), now, 0));
        step(rules.gone(life, 1, now));
        step(rules.launched(life, 2, 4712, now));
        for (Post post : Post.values()) {
            assertThat(life.vigils().at(post).tally().verdict()).isEqualTo(Health.UNKNOWN);
            assertThat(life.vigils().at(post).tally().failures()).isZero();
        }
    }

    @Test
    void aLateAnswerOfAnEarlierQuestionChangesNothing() {
        start();
        int late = number(Post.READINESS);
        step(rules.respecified(life, now));
        assertThat(number(Post.READINESS)).isNotEqualTo(late);
        Life before = life;
        step(rules.probed(life, late, new ProbeResult(true, "connected", Duration.ZERO), now, 0));
        assertThat(life).isSameAs(before);
    }

    @Test
    void newRulesForWhatIsReadyDoNotHaveItAskedAtOnce() {
        startWell();
        step(rules.respecified(life, now));
        assertThat(effects).hasSize(2).allSatisfy(effect -> assertThat(effect).isInstanceOf(Effect.Wake.class));
        assertThat(life.ready()).isTrue();
    }

    @Test
    void aPostThatIsGivenUpIsForgotten() {
        startWell();
        rules = rules(p -> p.probes(new Probes(Optional.of(READY), Optional.empty())));
        step(rules.respecified(life, now));
        assertThat(life.vigils().at(Post.LIVENESS)).isEqualTo(Vigil.begin(life.launched()));
        assertThat(life.ready()).isTrue();
    }

    @Test
    void strangersLearnNothingOfWhatIsAsked() {
        start();
        assertThat(life.reason().sentence()).contains("localhost");
        assertThat(life.reason().forStrangers()).isEqualTo("Starting, and not ready yet");
        life = Life.begin(true, now);
        step(rules.adopted(life, 4711, now, 0, now));
        assertThat(life.reason().sentence()).contains("localhost");
        assertThat(life.reason().forStrangers()).isEqualTo("Starting, and not ready yet");
    }

    private void startWell() {
        start();
        answer(Post.LIVENESS, true);
        answer(Post.READINESS, true);
    }

    private void start() {
        step(rules.startAsked(life, now));
        step(rules.launched(life, 1, 4711, now));
    }

    /** Lets it be time to ask, and somebody answer. */
    private void answer(Post post, boolean passed) {
        now = now.plus(Duration.ofSeconds(31));
        step(rules.woke(life, number(post), now));
        String detail = passed ? "connected" : "no answer";
        step(rules.probed(life, number(post), new ProbeResult(passed, detail, Duration.ZERO), now, 0));
    }

    private int number(Post post) {
        return life.vigils().at(post).number();
    }

    private void step(Step step) {
        life = step.life();
        effects = step.effects();
    }

    private static Lifecycle rules(UnaryOperator<ProcessSpecBuilder> details) {
        ProcessSpec spec = details.apply(
                        ProcessSpec.builder(new ProcessId("api")).command("node"))
                .build();
        return new Lifecycle(spec, Watches.of(spec, List.of()));
    }
}
