package dev.upkeep.testkit;

import dev.upkeep.route.Routing;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** A place in the queue that lasts until the test says how it ends. */
final class ScriptedWait implements Routing.Waiting {
    private final CompletableFuture<Routing> outcome = new CompletableFuture<>();
    private final CountDownLatch abandoned = new CountDownLatch(1);

    @Override
    public CompletionStage<Routing> outcome() {
        return outcome;
    }

    @Override
    public void abandon() {
        abandoned.countDown();
    }

    /** Ends the wait, on the thread of the caller. */
    void end(Routing routing) {
        outcome.complete(routing);
    }

    boolean wasAbandoned() {
        return abandoned.getCount() == 0;
    }

    /** Waits until it has been given up; false if that does not happen. */
    boolean isAbandoned() throws InterruptedException {
        return abandoned.await(5, TimeUnit.SECONDS);
    }
}
