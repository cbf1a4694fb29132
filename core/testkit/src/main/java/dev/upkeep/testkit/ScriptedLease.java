package dev.upkeep.testkit;

import dev.upkeep.route.Failure;
import dev.upkeep.route.FieldEdits;
import dev.upkeep.route.Lease;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Route;
import dev.upkeep.route.Routing;
import dev.upkeep.route.Upstream;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** A lease that records what is done with it, and says after a failure what it was told to say. */
final class ScriptedLease implements Lease {
    private static final Route PLAIN =
            Route.builder(URI.create("http://plain.example")).build();

    private final Upstream upstream;
    private final Duration connectTimeout;
    private final Duration responseTimeout;
    private final Function<Failure, Routing> afterFailure;
    private final Route route;
    private volatile boolean upgrades = true;
    private final CompletableFuture<Runnable> recall = new CompletableFuture<>();
    private final CountDownLatch open = new CountDownLatch(1);
    private final List<Failure> failures = new CopyOnWriteArrayList<>();

    ScriptedLease(
            Upstream upstream,
            Duration connectTimeout,
            Duration responseTimeout,
            Function<Failure, Routing> afterFailure) {
        this(upstream, connectTimeout, responseTimeout, afterFailure, PLAIN);
    }

    /** One of a route that changes what passes. */
    ScriptedLease(
            Upstream upstream,
            Duration connectTimeout,
            Duration responseTimeout,
            Function<Failure, Routing> afterFailure,
            Route route) {
        this.route = route;
        this.upstream = upstream;
        this.connectTimeout = connectTimeout;
        this.responseTimeout = responseTimeout;
        this.afterFailure = afterFailure;
    }

    @Override
    public Upstream upstream() {
        return upstream;
    }

    @Override
    public String target(RequestHead head) {
        return route.passage().target(head.target());
    }

    @Override
    public FieldEdits requestEdits() {
        return route.passage().request();
    }

    @Override
    public FieldEdits answerEdits(RequestHead head) {
        return route.answerEdits(head);
    }

    @Override
    public boolean upgrades() {
        return upgrades && !upstream.http2();
    }

    /** As with a route that wants none. */
    void refuseUpgrades() {
        upgrades = false;
    }

    @Override
    public Duration connectTimeout() {
        return connectTimeout; // a busy machine may need seconds for what no test is about
    }

    @Override
    public Duration responseTimeout() {
        return responseTimeout;
    }

    @Override
    public void onRecall(Runnable end) {
        recall.complete(end);
    }

    /** Calls it back, once somebody who holds it for long has said how. */
    void callBack() throws Exception {
        recall.get(5, TimeUnit.SECONDS).run();
    }

    @Override
    public Routing failed(Failure failure) {
        failures.add(failure);
        open.countDown();
        return afterFailure.apply(failure);
    }

    @Override
    public void close() {
        open.countDown();
    }

    boolean isOpen() {
        return open.getCount() > 0;
    }

    /** Waits until it has been given back; false if that does not happen. */
    boolean isGivenBack() throws InterruptedException {
        return open.await(5, TimeUnit.SECONDS);
    }

    List<Failure> failures() {
        return failures;
    }

    @Override
    public String toString() {
        return "lease on " + upstream + (isOpen() ? ", open" : ", given back") + ", failures " + failures;
    }
}
