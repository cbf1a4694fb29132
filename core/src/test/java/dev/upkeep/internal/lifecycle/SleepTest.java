package dev.upkeep.internal.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.Exit;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import dev.upkeep.spec.Activation;
import dev.upkeep.spec.Activation.Start;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.testing.ManualTime;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What starts with requests, and rests without them. */
class SleepTest {
    private final ManualTime time = new ManualTime();
    private final Lifecycle rules = new Lifecycle(
            ProcessSpec.builder(new ProcessId("job"))
                    .command("serve")
                    .activation(new Activation(Start.REQUEST, Optional.empty()))
                    .build(),
            Watches.NONE);

    private Life life = new Appointments(rules)
            .begun(Life.begin(true, time.now()), time.now())
            .life();

    @Test
    void itSleepsAtFirstAndARequestWakesIt() {
        assertThat(Lifecycle.isAsleep(life)).isTrue();
        assertThat(life.wanted()).isFalse();
        life = rules.demanded(life, time.now()).life();
        assertThat(life.state()).isEqualTo(State.STARTING);
        assertThat(life.wanted()).isTrue();
    }

    @Test
    void itSleepsAgainWhenNothingOfItIsLeft() {
        goToRest();
        assertThat(life.state()).isEqualTo(State.STOPPING);
        assertThat(Lifecycle.isAsleep(life)).isTrue();
        ends();
        assertThat(life.state()).isEqualTo(State.STOPPED);
        assertThat(Lifecycle.isAsleep(life)).isTrue();
    }

    @Test
    void aRequestDuringItsStopHasItLaunchedAfterwards() {
        goToRest();
        life = rules.demanded(life, time.now()).life();
        assertThat(life.wanted()).isTrue();
        ends();
        assertThat(life.state()).isEqualTo(State.STARTING);
    }

    @Test
    void anOperatorsStopIsNoSleep() {
        goToRest();
        life = rules.stopAsked(life, time.now()).life();
        ends();
        assertThat(Lifecycle.isAsleep(life)).isFalse();
        assertThat(rules.demanded(life, time.now()).life()).isSameAs(life);
    }

    @Test
    void whatIsNotUpDoesNotGoToRest() {
        assertThat(rules.idle(life, time.now()).life()).isSameAs(life);
    }

    private void ends() {
        life = rules.exited(life, life.turn(), new Exit.Code(143), time.now(), 0)
                .life();
        life = rules.gone(life, life.turn(), time.now()).life();
    }

    private void goToRest() {
        life = rules.demanded(life, time.now()).life();
        life = rules.launched(life, life.turn(), 4711, time.now()).life();
        assertThat(life.state()).isEqualTo(State.RUNNING);
        life = rules.idle(life, time.now()).life();
    }
}
