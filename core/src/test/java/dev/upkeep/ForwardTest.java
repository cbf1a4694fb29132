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
    private static final String LARGE = "x".repeat(600_000);

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
    void whoIsSlowKeepsNobodyWaitingAndIsToldHowMuchHeMissed() {
        add(LARGE);
        add("lost");
        time.advance(Duration.ofSeconds(1));
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
    void aFloodIsCountedOnceASecond() {
        for (int second = 0; second < 3; second++) {
            for (int i = 0; i < 10; i++) {
                add(LARGE);
                runAll();
                add(LARGE);
                add("lost");
                runAll();
            }
            time.advance(Duration.ofSeconds(1));
        }

        assertThat(taken).filteredOn(("STDOUT " + LARGE)::equals).hasSize(4);
        assertThat(taken).filteredOn(line -> line.startsWith("UPKEEP")).hasSize(2);
    }

    @Test
    void whoMissedTheLastLinesIsToldWhenNothingMoreComes() {
        add(LARGE);
        add("lost");
        runAll();
        assertThat(taken).hasSize(1);

        forward.rest();
        runAll();

        assertThat(taken).endsWith("UPKEEP 1 lines are missing here: whoever takes them was too slow");
    }

    @Test
    void nothingIsSettledBeforeHeIsToldWhatHeMissed() {
        add(LARGE);
        add("lost");
        runAll();
        CompletionStage<Void> settled = forward.settled();
        assertThat(settled.toCompletableFuture()).isNotDone();

        runAll();

        assertThat(settled.toCompletableFuture()).isDone();
        assertThat(taken).hasSize(2);
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
