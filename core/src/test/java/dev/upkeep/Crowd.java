package dev.upkeep;

import dev.upkeep.route.Failure;
import dev.upkeep.route.Failure.Kind;
import dev.upkeep.route.Lease;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Router;
import dev.upkeep.route.Routing;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** Clients that ask one after the other, as a proxy would for them, from their beginning to {@link #close}. */
final class Crowd implements AutoCloseable {
    private static final int CLIENTS = 4;
    private static final int LONGEST_MILLIS = 30_000;

    private final Router router;
    private final ExecutorService clients = Executors.newFixedThreadPool(CLIENTS);
    private final List<String> failures = new CopyOnWriteArrayList<>();
    private final AtomicInteger answers = new AtomicInteger();
    private final CountDownLatch enough = new CountDownLatch(1);

    Crowd(Router router) {
        this.router = router;
        for (int i = 0; i < CLIENTS; i++) {
            clients.execute(() -> {
                while (enough.getCount() > 0) {
                    ask();
                }
            });
        }
    }

    /** How many were answered. */
    int answers() {
        return answers.get();
    }

    /** What went wrong. */
    List<String> failures() {
        return failures;
    }

    private void ask() {
        Routing routing = router.route(new RequestHead("GET", false, "x", "/", false));
        while (routing != null) {
            routing = follow(routing);
        }
    }

    private Routing follow(Routing routing) {
        if (routing instanceof Routing.Forward forward) {
            return exchange(forward.lease());
        }
        if (routing instanceof Routing.Hold hold) {
            return hold.waiting().outcome().toCompletableFuture().join();
        }
        failures.add(routing.toString());
        return null;
    }

    private Routing exchange(Lease lease) {
        try {
            HttpURLConnection connection = (HttpURLConnection)
                    URI.create("http://" + lease.upstream() + "/").toURL().openConnection();
            connection.setConnectTimeout(LONGEST_MILLIS);
            connection.setReadTimeout(LONGEST_MILLIS);
            try (InputStream body = connection.getInputStream()) {
                body.readAllBytes();
            }
            lease.close();
            answers.incrementAndGet();
            return null;
        } catch (ConnectException refused) {
            return lease.failed(new Failure(Kind.UNSENT, true, refused.toString()));
        } catch (IOException cut) {
            return lease.failed(new Failure(Kind.UNANSWERED, true, cut.toString()));
        }
    }

    @Override
    public void close() {
        enough.countDown();
        clients.shutdown();
        try {
            if (!clients.awaitTermination(LONGEST_MILLIS, TimeUnit.MILLISECONDS)) {
                failures.add("some clients still wait");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
