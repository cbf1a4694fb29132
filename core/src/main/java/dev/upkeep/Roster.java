package dev.upkeep;

import dev.upkeep.ActionResult.Outcome;
import dev.upkeep.Notes.RolledBack;
import dev.upkeep.Upkeep.Action;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.internal.gate.RouteBoard;
import dev.upkeep.internal.lifecycle.Life;
import dev.upkeep.internal.lifecycle.Lifecycle;
import dev.upkeep.internal.lifecycle.Watches;
import dev.upkeep.internal.order.Order;
import dev.upkeep.internal.plan.Plan;
import dev.upkeep.internal.plan.Plan.Kind;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Reason;
import dev.upkeep.process.State;
import dev.upkeep.route.Route;
import dev.upkeep.route.RouteTable;
import dev.upkeep.spec.Activation.Start;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spi.Orphan;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * All processes: a fleet for each process that is wanted, and for each that is not wanted any more and still lives. What
 * changes in their lives goes from here to the board and to the listeners. Changed on the loop, read by anyone.
 */
final class Roster implements Fleet.Harbour {
    private final Outside outside;
    private final RouteBoard board;
    private final Listeners listeners;
    private final Meter meter;
    private final Scales scales;
    private final Sources sources;
    private final Idleness idleness;
    private final Lived lived;

    /** Replaced as a whole, never changed. */
    private volatile Map<ProcessId, Fleet> fleets = Map.of();

    private final Map<ProcessId, Fleet> leaving = new HashMap<>();

    private final Departures departures = new Departures();
    private final News news = new News(this::tellDependents);
    private volatile Order order;
    private long launches;

    /** Is told of each change of what is wanted. */
    interface Lived {
        void changed(Fleet fleet);

        /** What was to take the place of what runs has not become ready. */
        void notReplaced(Fleet fleet, String why);
    }

    Roster(Configuration configuration, Outside outside, RouteBoard board, Listeners listeners, Lived lived) {
        this.lived = lived;
        this.outside = outside;
        this.board = board;
        this.listeners = listeners;
        this.order = new Order(configuration);
        this.meter = new Meter(outside.ticker());
        this.scales = new Scales(outside, meter, this::keepers);
        this.sources = new Sources(outside);
        this.idleness = new Idleness(outside, board, () -> fleets.values());
        keep(configuration);
    }

    Optional<Fleet> get(ProcessId id) {
        return Optional.ofNullable(fleets.get(id));
    }

    /** Of all instances of what is wanted. */
    private Collection<Keeper> keepers() {
        return fleets.values().stream().flatMap(Fleet::all).toList();
    }

    /** How all are now, what they use included: that may take some milliseconds. */
    List<ProcessStatus> statuses() {
        meter.refresh(keepers());
        return fleets.values().stream().map(Fleet::status).toList();
    }

    /** How one is now, what it uses included: that may take some milliseconds. */
    Optional<ProcessStatus> status(ProcessId id) {
        meter.refresh(keepers());
        return get(id).map(Fleet::status);
    }

    /** Nothing is watched any more. */
    void close() {
        sources.close();
    }

    /** Everything that may live, the last first. */
    List<Fleet> inReverse() {
        List<Fleet> all = new ArrayList<>(leaving.values());
        all.addAll(fleets.values());
        Collections.reverse(all);
        return all;
    }

    /** Starts all that are enabled, and completes when each of them runs or has failed. */
    CompletionStage<Void> startAll() {
        return Departures.allOf(order.dependenciesFirst().stream()
                .map(this::kept)
                .filter(k -> k.rules().spec().enabled())
                .map(this::begin));
    }

    /** Begins to keep a process. What it needs is started first, unless it has its own time to run. */
    private CompletionStage<ActionResult> begin(Fleet fleet) {
        ProcessSpec spec = fleet.spec();
        if (spec.schedule().isEmpty() && spec.activation().start() == Start.BOOT) {
            startNeeded(fleet);
        }
        return fleet.begin();
    }

    /** A request has come for what may be asleep. */
    void demanded(ProcessId id) {
        get(id).filter(fleet -> Lifecycle.isAsleep(fleet.life())).ifPresent(fleet -> {
            startNeeded(fleet);
            fleet.demanded();
        });
    }

    /** Starts a process, and first what it needs. */
    CompletionStage<ActionResult> start(Fleet fleet) {
        return askWithNeeds(fleet, Action.START);
    }

    /** Restarts a process; what it needs and nobody has started is started first. */
    CompletionStage<ActionResult> restart(Fleet fleet) {
        return askWithNeeds(fleet, Action.RESTART);
    }

    private CompletionStage<ActionResult> askWithNeeds(Fleet fleet, Action action) {
        List<Life> before = fleet.lives();
        startNeeded(fleet);
        return fleet.ask(action, before);
    }

    private void startNeeded(Fleet fleet) {
        if (fleet.spec().enabled()) {
            order.neededFirst(fleet.id(), this::life).forEach(id -> kept(id).ask(Action.START));
        }
    }

    /** Stops a process. Who needs it goes on, and the message says so. */
    CompletionStage<ActionResult> stop(Fleet fleet) {
        List<String> goOn = order.dependents(fleet.id()).stream()
                .filter(id -> life(id).state() == State.RUNNING)
                .map(ProcessId::value)
                .toList();
        return fleet.ask(Action.STOP)
                .thenApply(result -> result.changed() && !goOn.isEmpty() ? result.with(goOn) : result);
    }

    /** Stops everything, each when those that need it are gone; what does not live need not wait. */
    CompletionStage<Void> stopAll() {
        return Departures.allOf(departures.begin(inReverse(), order, fleet -> true).values().stream());
    }

    /** Has everything that is still to be stopped asked to now, whoever needs it. */
    void hasten() {
        inReverse().forEach(departures::endNow);
    }

    /** Does what a plan says. */
    void follow(Plan plan, Configuration next) {
        Map<ProcessId, Fleet> before = fleets;
        Order by = order;
        keep(next, plan.renamed());
        remove(plan.all(Kind.REMOVED).stream().map(id -> known(before, id)).toList(), by);
        plan.all(Kind.DISABLED).forEach(id -> kept(id).ask(Action.STOP));
        Set<ProcessId> begun = new HashSet<>(plan.all(Kind.ADDED));
        begun.addAll(plan.all(Kind.ENABLED));
        order.dependenciesFirst().stream().filter(begun::contains).forEach(id -> startIfEnabled(kept(id)));
        plan.steps().stream()
                .filter(step -> step.kind() == Kind.RESTARTED)
                .forEach(step -> restartIfWanted(kept(step.id()), step.reason()));
        plan.renamed().forEach(this::tellRenamed);
    }

    /** Whether what runs under one id can go on under another, of which nothing may live. */
    boolean canRename(ProcessId before, ProcessId after) {
        return get(before).filter(Fleet::canBeRenamed).isPresent() && !leaving.containsKey(after);
    }

    private void tellRenamed(ProcessId before, ProcessId after) {
        Logs.UPKEEP.info("Process {} is {} from now on", before, after);
        listeners.tell(new UpkeepEvent.Renamed(before, kept(after).status()));
    }

    /** Takes a configuration into force that has an earlier version of a process. */
    void rollBack(ProcessId id, Configuration next, RolledBack back) {
        keep(next);
        kept(id).rollBack(back);
    }

    private Fleet kept(ProcessId id) {
        return known(fleets, id);
    }

    private Life life(ProcessId id) {
        return kept(id).life();
    }

    private static Fleet known(Map<ProcessId, Fleet> among, ProcessId id) {
        return Objects.requireNonNull(among.get(id), () -> "a plan speaks of " + id + ", whom nobody keeps");
    }

    /** Makes fleets for what is new, gives the others their new rules, and lets requests follow the new routes. */
    private void keep(Configuration configuration) {
        keep(configuration, Map.of());
    }

    private void keep(Configuration configuration, Map<ProcessId, ProcessId> renamed) {
        renamed.forEach(board::renamed);
        Map<ProcessId, ProcessId> earlier = new HashMap<>();
        renamed.forEach((before, after) -> earlier.put(after, before));
        Map<ProcessId, Fleet> next = new LinkedHashMap<>();
        for (ProcessSpec spec : configuration.processes().values()) {
            List<Route> routes = routes(configuration, spec.id());
            Lifecycle rules = new Lifecycle(spec, Watches.of(spec, routes), drain(routes));
            next.put(spec.id(), fleet(rules, earlier.getOrDefault(spec.id(), spec.id())));
        }
        fleets = Collections.unmodifiableMap(next);
        order = new Order(configuration);
        order.dependenciesFirst().forEach(this::tellNeeds);
        board.trusts(configuration.proxy().trusted());
        board.logs(configuration.proxy().accessLog());
        scales.begin();
        idleness.begin();
        sources.follow(fleets.values());
        board.routes(new RouteTable(configuration.proxy().routes()));
        renamed.keySet().forEach(board::dropped);
    }

    private static List<Route> routes(Configuration configuration, ProcessId id) {
        return configuration.proxy().routes().stream()
                .filter(route -> route.process().equals(Optional.of(id)))
                .toList();
    }

    private static Duration drain(List<Route> routes) {
        return routes.stream().map(Route::drainTimeout).max(Duration::compareTo).orElse(Duration.ZERO);
    }

    private Fleet fleet(Lifecycle rules, ProcessId before) {
        ProcessId id = rules.spec().id();
        Fleet known = fleets.getOrDefault(before, comingBack(id));
        if (known == null) {
            Fleet made = new Fleet(rules, outside, meter, this);
            board.availability(id, made.availability());
            return made;
        }
        if (!before.equals(id)) {
            known.rename(rules);
        } else if (!known.rules().equals(rules)) {
            known.respecify(rules);
        }
        return known;
    }

    /** One that is leaving: what runs of it was launched as it is not wanted any more, so it must end all the same. */
    private @Nullable Fleet comingBack(ProcessId id) {
        Fleet fleet = leaving.remove(id);
        if (fleet != null) {
            departures.endNow(fleet);
        }
        return fleet;
    }

    /** Who takes over what an earlier supervisor has left: for what is not in the configuration any more, somebody who ends it. */
    Fleet heir(Orphan orphan) {
        return get(orphan.id())
                .or(() -> Optional.ofNullable(leaving.get(orphan.id())))
                .orElseGet(() -> new Fleet(Orphans.rules(orphan), outside, meter, this));
    }

    /** After an orphan was taken over: whom nobody wants leaves. */
    void settle(Fleet fleet) {
        if (leaving.get(fleet.id()) == fleet) {
            fleet.end();
        } else if (fleets.get(fleet.id()) != fleet) {
            remove(List.of(fleet), order);
        }
    }

    /** Stops what is no longer wanted at all; until it is gone it may be wanted again, and must not run twice. */
    private void remove(List<Fleet> unwanted, Order by) {
        unwanted.forEach(k -> leaving.put(k.id(), k));
        departures
                .begin(unwanted, by, k -> leaving.get(k.id()) == k)
                .forEach((id, gone) -> gone.thenAccept(result -> {
                    if (result.outcome() == Outcome.REACHED) {
                        forget(id);
                    }
                }));
    }

    private void forget(ProcessId id) {
        if (leaving.remove(id) != null) {
            board.forget(id);
            listeners.tell(new UpkeepEvent.Removed(id));
        }
    }

    private void startIfEnabled(Fleet fleet) {
        if (fleet.spec().enabled()) {
            begin(fleet);
        }
    }

    /**
     * What an operator has stopped stays stopped; it will be launched as described now when it is started. A run of a
     * schedule goes on to its end; the next is as described now.
     */
    private static void restartIfWanted(Fleet fleet, String why) {
        if (fleet.life().wanted() && fleet.spec().schedule().isEmpty()) {
            fleet.restart(new Reason("ConfigurationChanged", "Restarting, because " + why));
        }
    }

    @Override
    public CompletionStage<Void> drain(ProcessId id, long launch, Duration longest) {
        return board.drain(id, launch, longest);
    }

    @Override
    public void notReplaced(Fleet fleet, String why) {
        if (fleets.get(fleet.id()) == fleet) {
            lived.notReplaced(fleet, why);
        }
    }

    @Override
    public long nextLaunch() {
        return ++launches;
    }

    @Override
    public void checked(Fleet fleet, int instance, ProbeResult result, boolean late) {
        listeners.tell(new UpkeepEvent.Checked(fleet.id(), instance, result, late));
    }

    /** After each step of each keeper. */
    @Override
    public void changed(Fleet fleet, Keeper keeper, Life keptBefore, Life before, boolean tookOver) {
        board.availability(fleet.id(), fleet.availability());
        if (Statuses.differ(keptBefore, keeper.life())) {
            Logs.changed(fleet.label(keeper), keptBefore, keeper.life(), Statuses.reason(fleet.rules(), keeper.life()));
            listeners.tell(new UpkeepEvent.StateChanged(before.state(), fleet.status()));
        }
        departures.endIfNothingLives(fleet);
        if (fleets.get(fleet.id()) == fleet) {
            news.add(fleet.id(), tookOver ? keptBefore : before);
            lived.changed(fleet);
        }
    }

    private void tellDependents(ProcessId id, Life before) {
        order.dependents(id).forEach(this::tellNeeds);
        Reason why = new Reason("DependencyRestarted", "Restarting, because " + id + " was launched again");
        order.restartedWith(id, before, this::life).forEach(d -> kept(d).replace(why));
    }

    private void tellNeeds(ProcessId id) {
        kept(id).needs(order.hindrance(id, this::life));
    }
}
