package dev.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.log.Lines;
import dev.upkeep.log.Stream;
import dev.upkeep.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class ForwardTest {
    private static final String LARGE = "x".repeat(300_000);

    private final ManualTime time = new ManualTime();
    private final ArrayDeque<Runnable> thread = new ArrayDeque<>();
    private final List<String> taken = new ArrayList<>();
    private final Forward forward = new Forward((stream, text) -> taken.add(stream + " " + text), thread::add, time);

    @Test
    void linesAreTakenInOrderAsTheyCanBeShown() {
        add("one");
        add("\u001b[31mtwo\r");
        runAll();

        assertThat(taken).containsExactly("STDOUT one", "STDOUT two\\r");
    }

    @Test
    void whoIsSlowIsWaitedForAndMissesNothing() {
        add(LARGE);
        assertThat(forward.isReady()).isFalse();
        add("late");

        runAll();

        assertThat(forward.isReady()).isTrue();
        assertThat(taken).containsExactly("STDOUT " + LARGE, "STDOUT late");
    }

    @Test
    void whoTakesNothingIsToldHowMuchHeMissed() {
        add(LARGE);
        time.advance(Duration.ofSeconds(1));
        assertThat(forward.isReady()).isTrue();
        add("lost");
        add("lost, too");

        runAll();
        add("after");
        runAll();

        assertThat(taken)
                .containsExactly(
                        "STDOUT " + LARGE,
                        "UPKEEP 2 lines are missing here: whoever takes them was too slow",
                        "STDOUT after");
    }

    @Test
    void whoWasIdleForLongIsNotTakenForStuck() {
        time.advance(Duration.ofHours(1));

        add(LARGE);

        assertThat(forward.isReady()).isFalse();
    }

    @Test
    void allIsSettledWhenAllIsTaken() {
        assertThat(forward.settled().toCompletableFuture()).isDone();
        add("one");
        add("two");
        CompletionStage<Void> settled = forward.settled();
        thread.remove().run();
        assertThat(settled.toCompletableFuture()).isNotDone();

        runAll();

        assertThat(settled.toCompletableFuture()).isDone();
    }

    @Test
    void aTakerThatFailsMissesItsLineOnly() {
        Forward failing = new Forward(
                (stream, text) -> {
                    taken.add(text);
                    if (text.equals("bad")) {
                        throw new IllegalStateException("on purpose");
                    }
                },
                task -> thread.add(() -> {
                    try {
                        task.run();
                    } catch (IllegalStateException e) {
                        taken.add(e.getMessage());
                    }
                }),
                time);
        failing.add(lines("bad"));
        failing.add(lines("good"));

        runAll();

        assertThat(taken).containsExactly("bad", "on purpose", "good");
        assertThat(failing.settled().toCompletableFuture()).isDone();
    }

    private void runAll() {
        for (int i = 0; i < 100 && !thread.isEmpty(); i++) {
            thread.remove().run();
        }
    }

    private void add(String text) {
        forward.add(lines(text));
    }

    private static Lines lines(String text) {
        return Lines.of(Stream.STDOUT, Instant.EPOCH, text, false);
    }
}
