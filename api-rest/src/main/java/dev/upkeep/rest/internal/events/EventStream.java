package dev.upkeep.rest.internal.events;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.CompletableFuture.completedStage;

import dev.upkeep.process.Moment;
import dev.upkeep.rest.http.ApiResponse.Source;
import dev.upkeep.spi.Timers.Pending;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/** A feed, as the body of an answer. Whoever makes something happen never waits for it. Thread-safe. */
final class EventStream implements Source {
    private final Feed feed;
    private final Recorder recorder;
    private final Pace pace;
    private final Runnable wake = this::wake;
    private final Runnable whenClosed;
    private String first;
    private boolean closed;
    private @Nullable CompletableFuture<Optional<byte[]>> asked;
    private Pending timer = () -> {};

    EventStream(Feed feed, String first, Recorder recorder, Pace pace, Runnable whenClosed) {
        this.feed = feed;
        this.first = first;
        this.recorder = recorder;
        this.pace = pace;
        this.whenClosed = whenClosed;
        recorder.history().await(wake);
    }

    @Override
    public synchronized CompletionStage<Optional<byte[]>> next() {
        if (closed) {
            return completedStage(Optional.empty());
        }
        String due = first.isEmpty() ? feed.due(pace.ticker().now()) : first;
        first = "";
        if (!due.isEmpty()) {
            return completedStage(piece(due));
        }
        asked = new CompletableFuture<>();
        rest();
        return asked;
    }

    @Override
    public void close() {
        CompletableFuture<Optional<byte[]>> left;
        synchronized (this) {
            if (closed) {
                return;
            }
            closed = true;
            timer.cancel();
            left = asked;
        }
        recorder.history().forget(wake);
        whenClosed.run();
        if (left != null) {
            left.complete(Optional.empty());
        }
    }

    /** Called by whoever makes something happen: the work is done elsewhere. */
    private void wake() {
        pace.timers().after(Duration.ZERO, this::deliver);
    }

    private void deliver() {
        recorder.look();
        CompletableFuture<Optional<byte[]>> reader;
        String due;
        synchronized (this) {
            reader = asked;
            if (closed || reader == null) {
                return;
            }
            Moment now = pace.ticker().now();
            due = feed.due(now);
            timer.cancel();
            if (due.isEmpty()) {
                rest();
                return;
            }
            asked = null;
        }
        reader.complete(piece(due));
    }

    private void rest() {
        timer = pace.timers().after(feed.rest(pace.ticker().now()), this::deliver);
    }

    private static Optional<byte[]> piece(String text) {
        return Optional.of(text.getBytes(UTF_8));
    }
}
