package dev.upkeep.testing;

import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletionStage;

/** Waits for what will come, but not for ever. */
public final class Waits {
    private static final Duration BOUND = Duration.ofSeconds(30);
    private static final Duration STEP = Duration.ofMillis(5);

    private Waits() {}

    /**
     * Waits until a condition holds; fails the test if it does not within 30 s.
     *
     * @param condition asked again and again
     */
    public static void until(Callable<Boolean> condition) {
        await().atMost(BOUND).pollDelay(Duration.ZERO).pollInterval(STEP).until(condition);
    }

    /**
     * Waits for a stage; fails the test if it is not complete within 30 s.
     *
     * @param stage what is waited for
     * @return its value
     */
    public static <T> T value(CompletionStage<T> stage) {
        until(() -> stage.toCompletableFuture().isDone());
        return stage.toCompletableFuture().join();
    }
}
