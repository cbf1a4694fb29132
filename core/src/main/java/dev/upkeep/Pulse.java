package dev.upkeep;

import dev.upkeep.process.Moment;
import dev.upkeep.spi.Ticker;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Whether the loop still takes up what it is given. It is given something only when somebody asks and nothing is under way,
 * so that a supervisor that nobody asks is not woken for it. Thread-safe.
 */
final class Pulse {
    static final Duration PATIENCE = Duration.ofSeconds(10);

    private final Ticker ticker;
    private final Executor loop;
    /** When the loop was given what it has not taken up yet. */
    private Optional<Moment> given = Optional.empty();

    Pulse(Ticker ticker, Executor loop) {
        this.ticker = ticker;
        this.loop = loop;
    }

    synchronized boolean isFelt() {
        Moment now = ticker.now();
        if (given.isPresent()) {
            return now.since(given.get()).compareTo(PATIENCE) <= 0;
        }
        given = Optional.of(now);
        loop.execute(this::takenUp);
        return true;
    }

    private synchronized void takenUp() {
        given = Optional.empty();
    }
}
