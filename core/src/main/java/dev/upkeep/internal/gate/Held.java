package dev.upkeep.internal.gate;

import dev.upkeep.route.Routing;
import dev.upkeep.spi.Timers;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** A request that waits at a {@link Gate}. */
final class Held implements Routing.Waiting {
    private final Gate gate;
    private final Journey journey;
    private final CompletableFuture<Routing> outcome = new CompletableFuture<>();
    private volatile boolean abandoned;
    private boolean admitted;
    private Timers.Pending timer = () -> {};

    Held(Gate gate, Journey journey) {
        this.gate = gate;
        this.journey = journey;
    }

    Journey journey() {
        return journey;
    }

    boolean isAbandoned() {
        return abandoned;
    }

    /** Whether it had a place in the queue before, so that it needs no new one. Guarded by the gate. */
    boolean isAdmitted() {
        return admitted;
    }

    /** It got a place. Guarded by the gate. */
    void admitted(Timers.Pending wakeUp) {
        admitted = true;
        timer = wakeUp;
    }

    /** It lost its place; called by whoever took it. */
    void taken() {
        timer.cancel();
    }

    /** Tells the outcome; if nobody wants it any more, a lease in it goes back. */
    void complete(Routing routing) {
        outcome.complete(routing);
        if (abandoned) {
            routing.decline();
        }
    }

    @Override
    public CompletionStage<Routing> outcome() {
        return outcome.minimalCompletionStage();
    }

    @Override
    public void abandon() {
        abandoned = true;
        gate.leave(this);
        if (outcome.isDone()) {
            outcome.join().decline();
        }
    }
}
