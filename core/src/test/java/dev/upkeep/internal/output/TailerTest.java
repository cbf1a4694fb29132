package dev.upkeep.internal.output;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.ProcessId;
import dev.upkeep.spi.OutputSink;
import dev.upkeep.testing.Waits;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TailerTest {
    @TempDir
    Path folder;

    private final SpoolSpace space = new SpoolSpace(Optional.empty(), Runnable::run);
    private final Tailer tailer = new Tailer(space);
    private final CountDownLatch released = new CountDownLatch(1);
    private final List<String> taken = new CopyOnWriteArrayList<>();

    private final List<Followed> all = new ArrayList<>();
    private final Set<Thread> others = threads();

    @AfterEach
    void endAll() {
        released.countDown();
        all.stream().filter(each -> !each.isFinished()).forEach(each -> tailer.finish(each, () -> {}));
        tailer.close();
        Waits.until(() -> others.containsAll(threads()));
    }

    @Test
    void whoIsKeptWaitingKeepsNobodyElseWaiting() throws Exception {
        List<Spool> stuck = IntStream.range(0, 5)
                .mapToObj(i -> spool("stuck" + i, (stream, time, text, truncated) -> stick(text)))
                .toList();
        Spool quick = spool("quick", (stream, time, text, truncated) -> taken.add(text));
        stuck.forEach(spool -> follow(spool));
        follow(quick);

        for (Spool spool : stuck) {
            print(spool, "stuck\n");
        }
        print(quick, "one\n");
        Waits.until(() -> taken.contains("one"));
        print(quick, "two\n");

        Waits.until(() -> taken.contains("two"));
        assertThat(taken).doesNotContain("stuck");
    }

    @Test
    void whoWasKeptWaitingLosesNothing() throws Exception {
        Spool spool = spool("stuck", (stream, time, text, truncated) -> stick(text));
        Followed followed = follow(spool);
        print(spool, "one\n");
        print(spool, "two\nthree\n");
        CompletableFuture<Void> end = new CompletableFuture<>();
        tailer.finish(followed, () -> end.complete(null));

        released.countDown();

        Waits.value(end);
        assertThat(taken).containsExactly("one", "two", "three");
        assertThat(spool.out()).doesNotExist();
    }

    @Test
    void nobodyIsReadOnTwoThreadsAtOnce() throws Exception {
        CountDownLatch inside = new CountDownLatch(1);
        List<String> overlaps = new CopyOnWriteArrayList<>();
        Spool spool = spool("slow", (stream, time, text, truncated) -> {
            if (inside.getCount() == 0 && released.getCount() > 0) {
                overlaps.add(text);
            }
            inside.countDown();
            stick(text);
        });
        Followed followed = follow(spool);
        print(spool, "one\n");
        Waits.until(() -> inside.getCount() == 0);
        for (int i = 0; i < 100; i++) {
            print(spool, i + "\n");
            tailer.hasten(followed);
        }
        Spool other = spool("other", (stream, time, text, truncated) -> taken.add(text));
        follow(other);
        print(other, "other\n");
        Waits.until(() -> taken.contains("other"));

        released.countDown();

        Waits.until(() -> taken.contains("99"));
        assertThat(overlaps).isEmpty();
        assertThat(taken).hasSize(102);
    }

    @Test
    void whoCannotTakeMoreIsNotReadUntilItCan() throws Exception {
        CompletableFuture<Boolean> ready = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(3);
        Spool spool = spool("web", new OutputSink() {
            @Override
            public void line(dev.upkeep.log.Stream stream, java.time.Instant time, String text, boolean truncated) {
                taken.add(text);
            }

            @Override
            public boolean isReady() {
                asked.countDown();
                return ready.isDone();
            }
        });
        print(spool, "one\n");
        follow(spool);
        Waits.until(() -> asked.getCount() == 0);
        assertThat(taken).isEmpty();

        ready.complete(true);

        Waits.until(() -> taken.equals(List.of("one")));
    }

    @Test
    void threadsEndWhenNothingIsLeftToRead() throws Exception {
        Spool spool = spool(
                "web",
                (stream, time, text, truncated) ->
                        taken.add(Thread.currentThread().getName()));
        Followed followed = follow(spool);
        print(spool, "one\n");
        Waits.until(() -> taken.size() == 1);
        assertThat(taken.get(0)).startsWith("upkeep-output");
        tailer.close();
        print(spool, "two\n");
        Waits.until(() -> taken.size() == 2);

        tailer.finish(followed, () -> {});

        Waits.until(() -> others.containsAll(threads()));
    }

    private static Set<Thread> threads() {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("upkeep-output"))
                .collect(Collectors.toSet());
    }

    private Spool spool(String id, OutputSink sink) {
        try {
            return Spool.create(folder, new ProcessId(id), "1", sink);
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private Followed follow(Spool spool) {
        Followed followed = tailer.toFollow(spool, () -> {});
        tailer.follow(followed);
        all.add(followed);
        return followed;
    }

    private static void print(Spool spool, String text) throws Exception {
        Files.writeString(spool.out(), text, StandardOpenOption.APPEND);
    }

    private void stick(String text) {
        try {
            assertThat(released.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
        taken.add(text);
    }
}
