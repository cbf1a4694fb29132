package dev.upkeep.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;

import dev.upkeep.route.Exchanged;
import dev.upkeep.route.Failure;
import dev.upkeep.route.Refusal;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Route;
import dev.upkeep.route.Router;
import dev.upkeep.route.Routing;
import dev.upkeep.route.Upstream;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Function;

/** Says what the test wants, and remembers what was asked and every lease it gave. */
final class ScriptedRouter implements Router {
    private static final Duration PATIENT = Duration.ofSeconds(10);

    private final List<ScriptedLease> leases = new CopyOnWriteArrayList<>();
    private final BlockingQueue<RequestHead> heads = new LinkedBlockingQueue<>();
    private final BlockingQueue<Exchanged> reports = new LinkedBlockingQueue<>();
    private volatile boolean trusting;
    private volatile Function<RequestHead, Routing> script = head -> refusal(404, "no-route");

    @Override
    public Routing route(RequestHead head) {
        heads.add(head);
        return script.apply(head);
    }

    @Override
    public void over(Exchanged exchanged) {
        reports.add(exchanged);
    }

    /** What the adapter told of the next request that is over, once there is one. */
    Exchanged report() throws InterruptedException {
        Exchanged report = reports.poll(10, SECONDS);
        if (report == null) {
            throw new AssertionError("the router was not told");
        }
        return report;
    }

    int unseenReports() {
        return reports.size();
    }

    @Override
    public boolean trusts(String sender) {
        return trusting && sender.equals("127.0.0.1");
    }

    /** From now on whoever asks is believed. */
    void believesSenders() {
        trusting = true;
    }

    void says(Function<RequestHead, Routing> decision) {
        script = decision;
    }

    void says(Routing routing) {
        script = head -> routing;
    }

    void forwardsTo(RawBackend backend) throws Exception {
        Upstream upstream = backend.upstream();
        script = head -> forward(upstream);
    }

    /** What the adapter told of the next request, once there is one. */
    RequestHead head() throws InterruptedException {
        RequestHead head = heads.poll(5, SECONDS);
        if (head == null) {
            throw new AssertionError("the router was not asked");
        }
        return head;
    }

    Routing forward(Upstream upstream) {
        return forward(upstream, ScriptedRouter::refusalAfter);
    }

    /** A forward that says this if the exchange fails. */
    Routing forward(Upstream upstream, Function<Failure, Routing> afterFailure) {
        return forward(new ScriptedLease(upstream, PATIENT, PATIENT, afterFailure));
    }

    /** From now on each request goes to this backend, changed as a route says. */
    void forwardsTo(RawBackend backend, Route route) throws Exception {
        Upstream upstream = backend.upstream();
        script = head -> route.preflight(head)
                .orElseGet(() ->
                        forward(new ScriptedLease(upstream, PATIENT, PATIENT, ScriptedRouter::refusalAfter, route)));
    }

    /** A forward to an upstream that may be silent for this long. */
    Routing forwardForAnswerWithin(Upstream upstream, Duration time) {
        return forward(new ScriptedLease(upstream, PATIENT, time, ScriptedRouter::refusalAfter));
    }

    /** A forward to an upstream that must take the connection in this time. */
    Routing forwardForConnectWithin(Upstream upstream, Duration time) {
        return forward(new ScriptedLease(upstream, time, PATIENT, ScriptedRouter::refusalAfter));
    }

    /** A forward along a route that wants no tunnels. */
    Routing forwardWithoutUpgrade(Upstream upstream) {
        ScriptedLease lease = new ScriptedLease(upstream, PATIENT, PATIENT, ScriptedRouter::refusalAfter);
        lease.refuseUpgrades();
        return forward(lease);
    }

    private Routing forward(ScriptedLease lease) {
        leases.add(lease);
        return new Routing.Forward(lease);
    }

    List<ScriptedLease> leases() {
        return leases;
    }

    /** The only lease that was given. */
    ScriptedLease lease() {
        if (leases.size() != 1) {
            throw new AssertionError("expected one lease, but there are " + leases);
        }
        return leases.get(0);
    }

    static Routing refusal(int status, String code) {
        String body = "{\"status\":" + status + ",\"code\":\"" + code + "\"}";
        return refusal(new Refusal(status, code, Optional.empty(), "application/problem+json", body));
    }

    static Routing refusal(Refusal refusal) {
        return new Routing.Refuse(refusal);
    }

    private static Routing refusalAfter(Failure failure) {
        return switch (failure.kind()) {
            case TIMED_OUT -> refusal(504, "upstream-timed-out");
            case UNSENT, OVERLOADED -> refusal(503, "upstream-unreachable");
            case UNANSWERED, BROKEN -> refusal(502, "upstream-failed");
        };
    }
}
