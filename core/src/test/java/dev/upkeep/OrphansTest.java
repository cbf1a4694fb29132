package dev.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.internal.lifecycle.Effect;
import dev.upkeep.internal.lifecycle.Life;
import dev.upkeep.internal.lifecycle.Lifecycle;
import dev.upkeep.internal.lifecycle.Step;
import dev.upkeep.process.Exit;
import dev.upkeep.process.Moment;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.process.State;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpec.StopPolicy;
import dev.upkeep.spi.Orphan;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How that is ended which an earlier supervisor has left and nobody wants any more. */
class OrphansTest {
    private static final Moment NOW = new Moment(0, Instant.EPOCH);
    private static final ProcessId GONE = new ProcessId("gone");

    @Test
    void itIsEndedByTheSignalItWasLaunchedWithAndGetsItsTime() {
        StopPolicy stop = new StopPolicy(Signal.SIGUSR1, Duration.ofSeconds(90));

        Step step = adopted(Orphans.rules(orphan(notedWith(stop))));

        assertThat(step.effects()).contains(new Effect.Tell(Signal.SIGUSR1));
        assertThat(step.effects())
                .filteredOn(Effect.Wake.class::isInstance)
                .singleElement()
                .isEqualTo(new Effect.Wake(step.life().waits().tree(), stop.timeout()));
    }

    @Test
    void whatIsSaidOfItDoesNotNameAFileThatDoesNotNameIt() {
        Lifecycle rules = Orphans.rules(orphan(Map.of()));

        Life life = adopted(rules).life();
        life = rules.exited(life, life.turn(), new Exit.Unknown(), NOW, 0).life();
        life = rules.gone(life, life.turn(), NOW).life();

        assertThat(life.state()).isEqualTo(State.DISABLED);
        assertThat(life.reason().sentence())
                .isEqualTo("An earlier supervisor had launched it, and nobody wants it any more");
    }

    @Test
    void notesOfAnOlderVersionSayNothing() {
        assertThat(Notes.in(Map.of()).stop()).isEqualTo(StopPolicy.DEFAULT);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-1", "P1D", "99999999999999999999", "SIGSEGV", "sigterm", "\0"})
    void rubbishSaysNothing(String rubbish) {
        Map<String, String> notes = Map.of("stopSignal", rubbish, "stopTimeout", rubbish);

        assertThat(Notes.in(notes).stop()).isEqualTo(StopPolicy.DEFAULT);
    }

    private static Map<String, String> notedWith(StopPolicy stop) {
        ProcessSpec spec = ProcessSpec.builder(GONE).stop(stop).build();
        return Notes.of(spec, spec.fingerprint(), spec, 0, Life.begin(true, NOW), Optional.empty());
    }

    private static Step adopted(Lifecycle rules) {
        return rules.adopted(Life.begin(false, NOW), 1, NOW, 0, NOW);
    }

    private static Orphan orphan(Map<String, String> notes) {
        return new Orphan(GONE, "launch", 1, Instant.EPOCH, Duration.ZERO, notes);
    }
}
