package dev.upkeep.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.health.Probe;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LookoutTest {
    @Test
    void aLineThatMatchesIsSeenOnceAndForAll() {
        Lookout lookout = new Lookout(new Probe.Log("listening on \\d+$"));
        List.of("starting", "not listening on 3000 yet").forEach(lookout::look);
        assertThat(lookout.seen()).isNotDone();
        lookout.look("\u001b[32mlistening on 3000");
        lookout.look("listening on 4000");
        assertThat(lookout.seen().join().passed()).isTrue();
        assertThat(lookout.seen().join().detail()).isEqualTo("log `listening on \\d+$`: listening on 3000");
    }

    @Test
    void givingUpOneQuestionLeavesTheNextItsAnswer() {
        Lookout lookout = new Lookout(new Probe.Log("ready"));
        lookout.seen().cancel(false);
        lookout.look("ready");
        assertThat(lookout.seen().join().passed()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"(a+)+$", "(a|aa)+$", "(a*)*b", "(.*a){30}b", "(a|b)*c", "^(([a-z])+.)+[A-Z]([a-z])+$"})
    void noPatternTakesForeverForAHostileLine(String pattern) {
        Lookout lookout = new Lookout(new Probe.Log(pattern));
        for (int i = 0; i < 50; i++) {
            lookout.look("a".repeat(1500) + "!");
            lookout.look("a".repeat(1_000_000) + "!");
        }
        assertThat(lookout.seen()).isNotDone();
    }

    @Test
    void onlyTheBeginningOfALongLineIsLookedAt() {
        LinePattern pattern = new LinePattern("ready");
        assertThat(pattern.isIn(" ".repeat(1990) + "ready")).isTrue();
        assertThat(pattern.isIn(" ".repeat(2000) + "ready")).isFalse();
        assertThat(new LinePattern("^ +$").isIn(" ".repeat(2000) + "ready")).isFalse();
    }
}
