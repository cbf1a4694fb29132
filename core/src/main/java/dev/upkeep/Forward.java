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
 * Takes the lines of one process to somebody who may be slow, on another thread, and never keeps anybody waiting. What is
 * too much for him is left out and counted, and he is told how many there were: after a second of it, or as soon as
 * nothing more comes. So even a flood costs him no more than a little each second. Thread-safe.
 */
final class Forward {
    private static final long MUCH = 512 * 1024;
    private static final Duration BETWEEN_COUNTS = Duration.ofSeconds(1);

    private final Taker taker;
    private final Executor executor;
    private final Ticker ticker;
    private final ArrayDeque<Lines> queue = new ArrayDeque<>(); // this and all below guarded by this
    private final List<CompletableFuture<Void>> ends = new ArrayList<>();
    private long queued;
    private long taking;
    private long missing;
    private Moment missingSince;
    private boolean running;
    private boolean counted;

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
        this.missingSince = ticker.now();
    }

    /** Adds lines, unless too many wait already. */
    synchronized void add(Lines lines) {
        if (queued > MUCH || missing > 0) {
            miss(lines.count());
        } else {
            queue.add(lines);
            queued += weight(lines);
            run();
        }
    }

    private void miss(int count) {
        if (missing == 0) {
            missingSince = ticker.now();
        }
        missing += count;
        if (isTimeToCount()) {
            run();
        }
    }

    private boolean isTimeToCount() {
        return counted || !ends.isEmpty() || ticker.now().since(missingSince).compareTo(BETWEEN_COUNTS) >= 0;
    }

    /** For a while, nothing more came: the time to say what is missing. */
    synchronized void rest() {
        if (missing > 0) {
            counted = true;
            run();
        }
    }

    /** Completes when all that was added is taken. */
    synchronized CompletionStage<Void> settled() {
        CompletableFuture<Void> end = new CompletableFuture<>();
        if (running || missing > 0) {
            ends.add(end);
            run();
        } else {
            end.complete(null);
        }
        return end;
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
        if (next.isEmpty() && missing > 0 && isTimeToCount()) {
            String text = missing + " lines are missing here: whoever takes them was too slow";
            missing = 0;
            counted = false;
            return Optional.of(Lines.of(Stream.UPKEEP, ticker.now().wall(), text, false));
        }
        return next;
    }

    private void take(Lines lines) {
        for (int i = 0; i < lines.count(); i++) {
            taker.take(lines.stream(), lines.isPlain(i) ? lines.text(i) : PlainText.of(lines.text(i)));
        }
    }

    private void again() {
        List<CompletableFuture<Void>> settled = taken();
        settled.forEach(end -> end.complete(null));
    }

    private synchronized List<CompletableFuture<Void>> taken() {
        queued -= taking;
        running = false;
        if (!queue.isEmpty() || missing > 0 && isTimeToCount()) {
            run();
            return List.of();
        }
        List<CompletableFuture<Void>> settled = List.copyOf(ends);
        ends.clear();
        return settled;
    }
}
