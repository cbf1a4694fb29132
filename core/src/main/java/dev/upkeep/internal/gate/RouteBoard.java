package dev.upkeep.internal.gate;

import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Reason;
import dev.upkeep.route.AccessLog;
import dev.upkeep.route.Availability;
import dev.upkeep.route.Exchanged;
import dev.upkeep.route.Networks;
import dev.upkeep.route.Redirects;
import dev.upkeep.route.Refusal;
import dev.upkeep.route.Refusals;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.RequestRules;
import dev.upkeep.route.RequestRules.Checked.Accepted;
import dev.upkeep.route.RequestRules.Checked.Rejected;
import dev.upkeep.route.Route;
import dev.upkeep.route.RouteTable;
import dev.upkeep.route.Router;
import dev.upkeep.route.Routing;
import dev.upkeep.route.TrafficReport;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.IntSupplier;

/**
 * Answers the proxies' question where a request goes, by the routes and by what the supervisor says of the processes.
 * Requests come on any thread and take no lock while their process is ready; the supervisor speaks from one thread.
 */
public final class RouteBoard implements Router {
    private static final String CHALLENGES = "/.well-known/acme-challenge/";
    private static final Reason NOT_STARTED = new Reason("NotStarted", "Not started yet");
    private static final Reason REMOVED = new Reason("Removed", "Removed from the configuration");

    /**
     * What a process is used for.
     *
     * @param inFlight how many leases are out
     * @param waiting how many requests are held
     */
    public record Usage(int inFlight, int waiting) {}

    private final GateSeams seams;
    private final IntSupplier httpsPort;
    private final Gate plain;
    private final Map<ProcessId, Gate> gates = new ConcurrentHashMap<>();
    private volatile Map<String, String> challenges = Map.of();
    private final Ledger ledger = new Ledger();
    private volatile Consumer<ProcessId> waker = process -> {};
    private volatile Networks trusted = Networks.NONE;
    private volatile RouteTable table = new RouteTable(List.of());

    /**
     * A board without routes.
     *
     * @param seams of all gates; what tells outcomes is not the supervisor's thread, so that strangers' code never runs there
     * @param httpsPort where HTTPS is served, for redirects
     */
    public RouteBoard(GateSeams seams, IntSupplier httpsPort) {
        this.seams = seams;
        this.httpsPort = httpsPort;
        this.plain = new Gate(Optional.empty(), Availability.Ready.AT_TARGET, seams, this::wake);
    }

    /** Takes other routes, all at once. Requests already under way go on as they began. */
    public void routes(RouteTable next) {
        next.routes().forEach(route -> route.process().ifPresent(this::gate));
        table = next;
        ledger.keep(next.routes());
    }

    /**
     * Answers for an authority that wants to know whether domains are ours (RFC 8555 section 8.3).
     *
     * @param next answers by token; these and no others from now on
     */
    public void challenges(Map<String, String> next) {
        challenges = Map.copyOf(next);
    }

    /** Believes other proxies from now on. */
    public void trusts(Networks next) {
        trusted = next;
    }

    /** Logs requests like this from now on. */
    public void logs(AccessLog form) {
        ledger.logs(form);
    }

    @Override
    public void over(Exchanged exchanged) {
        Optional<Route> route = exchanged
                .lease()
                .filter(GateLease.class::isInstance)
                .map(lease -> ((GateLease) lease).route())
                .or(() -> lookup(exchanged.head()));
        ledger.add(exchanged, route);
    }

    /** Where one would have gone that got no lease. */
    private Optional<Route> lookup(RequestHead head) {
        return RequestRules.check(head) instanceof Accepted asked
                ? table.lookup(asked.host(), asked.path())
                : Optional.empty();
    }

    /** What went where so far. */
    public TrafficReport traffic() {
        List<Route> routes = table.routes();
        Map<ProcessId, TrafficReport.OfProcess> processes = new HashMap<>();
        routes.forEach(route -> route.process()
                .ifPresent(id -> usage(id)
                        .ifPresent(usage -> processes.put(
                                id, new TrafficReport.OfProcess(usage.inFlight(), usage.waiting(), ledger.of(id))))));
        return new TrafficReport(
                routes.stream()
                        .map(route -> new TrafficReport.OfRoute(
                                route.domain(), route.path(), route.process(), ledger.of(route)))
                        .toList(),
                ledger.unrouted(),
                processes);
    }

    @Override
    public boolean trusts(String sender) {
        return trusted.includes(sender);
    }

    /** Has this done when a request comes for a process that is asleep; on any thread, and maybe often. */
    public void wakesBy(Consumer<ProcessId> next) {
        waker = next;
    }

    private void wake(ProcessId process) {
        waker.accept(process);
    }

    /** How many leases on a process were given so far. */
    public long leases(ProcessId process) {
        return Optional.ofNullable(gates.get(process)).map(Gate::leases).orElse(0L);
    }

    /** Tells whether a process may be sent traffic now. */
    public void availability(ProcessId process, Availability availability) {
        gate(process).change(availability);
    }

    /**
     * Tells that a process is about to be known by another id; to be called before its routes are. Who waits for it waits
     * on, and its old id leads to it until it is {@link #dropped}.
     */
    public void renamed(ProcessId before, ProcessId after) {
        Gate gate = gate(before);
        gate.rename(after);
        gates.put(after, gate);
    }

    /** Tells that nothing is known by an old id any more; to be called after the routes are. */
    public void dropped(ProcessId before) {
        gates.remove(before);
    }

    /** Tells that a process is gone for good; to be called after its routes are. Who waits for it is refused. */
    public void forget(ProcessId process) {
        Optional.ofNullable(gates.remove(process)).ifPresent(gate -> gate.change(new Availability.Down(REMOVED)));
        ledger.forget(process);
    }

    /**
     * Waits for the leases on an instance that was said not to be ready any more.
     *
     * @param launch of the instance
     * @param longest for how long; what does not end by itself is told to after it, or as soon as nothing else is left and
     *     no other instance serves
     * @return completes on any thread, soon after that time at the latest; at once if no lease is out
     */
    public CompletionStage<Void> drain(ProcessId process, long launch, Duration longest) {
        return gate(process).drain(launch, longest);
    }

    /** What a process is used for now; empty if it is not known here. */
    public Optional<Usage> usage(ProcessId process) {
        return Optional.ofNullable(gates.get(process)).map(gate -> new Usage(gate.inFlight(), gate.waiting()));
    }

    private Gate gate(ProcessId process) {
        Availability atFirst = new Availability.Coming(NOT_STARTED, Duration.ZERO);
        return gates.computeIfAbsent(process, id -> new Gate(Optional.of(id), atFirst, seams, this::wake));
    }

    @Override
    public Routing route(RequestHead head) {
        RequestRules.Checked checked = RequestRules.check(head);
        return checked instanceof Accepted accepted
                ? challenge(accepted.path()).orElseGet(() -> route(head, accepted))
                : refuse(Refusals.badRequest(head, ((Rejected) checked).why()));
    }

    /** Comes before all routes and redirects, but only for what was published: other paths below are like any. */
    private Optional<Routing> challenge(String path) {
        Map<String, String> published = challenges;
        return published.isEmpty() || !path.startsWith(CHALLENGES)
                ? Optional.empty()
                : Optional.ofNullable(published.get(path.substring(CHALLENGES.length())))
                        .map(answer -> new Routing.Answer(200, Map.of("Content-Type", "text/plain"), answer));
    }

    private Routing route(RequestHead head, Accepted asked) {
        RouteTable routes = table;
        Optional<Route> route = routes.lookup(asked.host(), asked.path());
        if (!asked.path().equals(asked.loosePath()) && !route.equals(routes.lookup(asked.host(), asked.loosePath()))) {
            return refuse(
                    Refusals.badRequest(head, "The path can be understood in two ways that lead to different places"));
        }
        return route.map(found -> follow(head, found, routes)).orElseGet(() -> refuse(Refusals.noRoute(head)));
    }

    private Routing follow(RequestHead head, Route route, RouteTable seen) {
        if (route.sslRedirect() && !head.secure()) {
            return Redirects.toHttps(head, httpsPort.getAsInt());
        }
        return route.preflight(head).orElseGet(() -> enter(head, route, seen));
    }

    private Routing enter(RequestHead head, Route route, RouteTable seen) {
        return route.process()
                .map(process -> follow(head, route, process, seen))
                .orElseGet(() -> plain.enter(new Journey(head, route)));
    }

    private Routing follow(RequestHead head, Route route, ProcessId process, RouteTable seen) {
        return Optional.ofNullable(gates.get(process))
                .map(gate -> gate.enter(new Journey(head, route)))
                .orElseGet(() -> lost(head, process, seen));
    }

    /** If the routes have changed since they were looked at, the process may have another id by now. */
    private Routing lost(RequestHead head, ProcessId process, RouteTable seen) {
        return table == seen ? refuse(Refusals.down(head, process, REMOVED)) : route(head);
    }

    private static Routing refuse(Refusal refusal) {
        return new Routing.Refuse(refusal);
    }
}
