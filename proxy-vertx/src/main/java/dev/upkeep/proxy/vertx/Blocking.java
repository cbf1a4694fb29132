package dev.upkeep.proxy.vertx;

import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Waits for a future from outside of Vert.x. */
final class Blocking {
    private Blocking() {}

    /** Its value, or its failure thrown; an interrupt ends the wait and stays set. */
    static <T> T get(Future<T> future, Duration atMost) throws IOException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(atMost.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException e) {
            throw rethrown(e.getCause() == null ? e : e.getCause());
        } catch (TimeoutException e) {
            throw new IOException("not done after " + atMost.toMillis() + " ms", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", e);
        }
    }

    private static IOException rethrown(Throwable cause) throws IOException {
        if (cause instanceof RuntimeException known) {
            throw known;
        }
        return cause instanceof IOException known ? known : new IOException(cause);
    }
}
