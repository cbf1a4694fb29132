package dev.upkeep.proxy.vertx;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.file.FileSystemOptions;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Verticles that listen, and the Vert.x that they run in if it is theirs. Thread-safe. */
final class Deployment {
    private static final Logger LOG = LoggerFactory.getLogger(Deployment.class);
    private static final Duration OPENING = Duration.ofSeconds(30);

    /** What closing may take beyond the time that requests under way are given. */
    private static final Duration CLOSING = Duration.ofSeconds(10);

    private final Vertx vertx;
    private final boolean ownsVertx;
    private final String id;
    private final ListenerVerticle first;
    private final AtomicBoolean closed = new AtomicBoolean();

    private Deployment(Vertx vertx, boolean ownsVertx, String id, ListenerVerticle first) {
        this.vertx = vertx;
        this.ownsVertx = ownsVertx;
        this.id = id;
        this.first = first;
    }

    /** With event loops of its own, one for each verticle; waits until they listen. */
    static Deployment open(int loops, Door door, Supplier<ListenerVerticle> another) throws IOException {
        VertxOptions options = new VertxOptions()
                .setEventLoopPoolSize(loops)
                .setFileSystemOptions(
                        new FileSystemOptions().setFileCachingEnabled(false).setClassPathResolvingEnabled(false));
        Vertx vertx = Vertx.builder()
                .with(options)
                .withTransport(WatchedTransport.with(door))
                .build();
        try {
            return Blocking.get(open(vertx, true, loops, another), OPENING);
        } catch (IOException | RuntimeException failed) {
            quietly(vertx.close(), CLOSING);
            throw failed;
        }
    }

    /** Within an application's Vert.x. */
    static Future<Deployment> open(Vertx vertx, int loops, Supplier<ListenerVerticle> another) {
        return open(vertx, false, loops, another);
    }

    private static Future<Deployment> open(
            Vertx vertx, boolean ownsVertx, int loops, Supplier<ListenerVerticle> another) {
        Queue<ListenerVerticle> verticles = new ConcurrentLinkedQueue<>();
        Supplier<ListenerVerticle> kept = () -> {
            ListenerVerticle verticle = another.get();
            verticles.add(verticle);
            return verticle;
        };
        return vertx.deployVerticle(kept, new DeploymentOptions().setInstances(loops))
                .map(id -> new Deployment(vertx, ownsVertx, id, verticles.element()));
    }

    /** The ports taken, in the order of the listeners. */
    List<Integer> ports() {
        return first.ports();
    }

    /** Waits until all is closed. The second time does nothing. */
    void close() {
        if (closed.compareAndSet(false, true)) {
            quietly(vertx.undeploy(id), first.drain().plus(CLOSING));
            if (ownsVertx) {
                quietly(vertx.close(), CLOSING);
            }
        }
    }

    private static void quietly(Future<Void> closing, Duration atMost) {
        try {
            Blocking.get(closing, atMost);
        } catch (IOException | RuntimeException failed) {
            LOG.warn("The listeners did not stop cleanly", failed);
        }
    }
}
