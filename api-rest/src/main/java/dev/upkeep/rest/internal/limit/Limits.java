package dev.upkeep.rest.internal.limit;

import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Refused;
import dev.upkeep.spi.Ticker;
import java.time.Duration;
import java.util.Optional;

/** How often something may be done before it is refused for a while. Thread-safe. */
public final class Limits {
    private static final String ALL = "";

    private final Ticker ticker;
    private final Buckets failures = new Buckets(5, Duration.ofSeconds(12), 1024);
    private final Buckets ofOne = new Buckets(10, Duration.ofSeconds(2), 1024);
    private final Buckets ofAll = new Buckets(50, Duration.ofSeconds(1), 1);

    public Limits(Ticker ticker) {
        this.ticker = ticker;
    }

    /**
     * Somebody at this address has shown no valid token. Whoever has one is never kept out by the failures of others at the
     * same address: it can't be guessed anyway, but a neighbour could lock its owner out.
     */
    public Refused failed(String address) {
        Optional<Duration> wait = failures.take(address, ticker.now());
        return new Refused(wait.map(w -> Problem.rateLimited("Too many requests without a valid token.", w))
                .orElseGet(Problem::unauthorized));
    }

    /** Refuses what is started, restarted or reloaded too often; nothing keeps from stopping. */
    public void act(String what) {
        Optional<Duration> wait = ofOne.take(what, ticker.now()).or(() -> ofAll.take(ALL, ticker.now()));
        wait.ifPresent(w -> {
            throw new Refused(Problem.rateLimited("Too many actions; stopping is always possible.", w));
        });
    }
}
