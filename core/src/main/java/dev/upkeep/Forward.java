package dev.upkeep;

import dev.upkeep.log.Lines;
import dev.upkeep.log.PlainText;
import dev.upkeep.log.Stream;
import dev.upkeep.process.Moment;
import dev.upkeep.spi.Ticker;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/**
 * Takes the lines of one process to somebody who may be slow, on another thread. Is he slow, {@link #isReady()} asks for
 * patience, and nothing is lost; does he take nothing at all for a while, lines are left out, counted, and he is told how
 * many when he takes some again. Thread-safe.
 */
final class Forward {
    private static final long MUCH = 256 * 1024;
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Taker taker;
    private final Executor executor;
    private final Ticker ticker;
    private final ArrayDeque<Lines> queue = new ArrayDeque<>(); // this and all below guarded by this
    private final List<CompletableFuture<Void>> ends = new ArrayList<>();
    private long queued;
    private long taking;
    private long missing;
    private boolean running;
    private Moment moved;

    /** Takes each line, as it can be shown without harm. */
    @FunctionalInterface
    interface Taker {
        void take(Stream stream, String text);
    }

    /**
     * With nothing to take.
     *
     * @param executor runs one thing after the other
     */
    Forward(Taker taker, Executor executor, Ticker ticker) {
        this.taker = taker;
        this.executor = executor;
        this.ticker = ticker;
        this.moved = ticker.now();
    }

    /** Adds lines, unless too many wait already. */
    synchronized void add(Lines lines) {
        if (queued > MUCH && !isMoving() || missing > 0) {
            missing += lines.count();
            return;
        }
        if (queue.isEmpty()) {
            moved = ticker.now();
        }
        queue.add(lines);
        queued += weight(lines);
        run();
    }

    /** Whether it is a good time for more. */
    synchronized boolean isReady() {
        return queued <= MUCH || !isMoving();
    }

    /** Completes when all that was added is taken. */
    synchronized CompletionStage<Void> settled() {
        CompletableFuture<Void> end = new CompletableFuture<>();
        if (running) {
            ends.add(end);
        } else {
            end.complete(null);
        }
        return end;
    }

    private boolean isMoving() {
        return ticker.now().since(moved).compareTo(PATIENCE) < 0;
    }

    private static long weight(Lines lines) {
        return lines.size() + lines.count();
    }

    private void run() {
        if (!running) {
            running = true;
            executor.execute(this::some);
        }
    }

    /** Takes some lines, and goes to the end of the queue of all who want to. */
    private void some() {
        try {
            next().ifPresent(this::take);
        } finally {
            again();
        }
    }

    private synchronized Optional<Lines> next() {
        Optional<Lines> next = Optional.ofNullable(queue.poll());
        taking = next.map(Forward::weight).orElse(0L);
        if (next.isEmpty() && missing > 0) {
            String text = missing + " lines are missing here: whoever takes them was too slow";
            missing = 0;
            return Optional.of(Lines.of(Stream.UPKEEP, ticker.now().wall(), text, false));
        }
        return next;
    }

    private void take(Lines lines) {
        for (int i = 0; i < lines.count(); i++) {
            taker.take(lines.stream(), lines.isPlain(i) ? lines.text(i) : PlainText.of(lines.text(i)));
            moved();
        }
    }

    private synchronized void moved() {
        moved = ticker.now();
    }

    private void again() {
        List<CompletableFuture<Void>> settled = taken();
        settled.forEach(end -> end.complete(null));
    }

    private synchronized List<CompletableFuture<Void>> taken() {
        queued -= taking;
        running = false;
        if (!queue.isEmpty() || missing > 0) {
            run();
            return List.of();
        }
        List<CompletableFuture<Void>> settled = List.copyOf(ends);
        ends.clear();
        return settled;
    }
}
