package dev.upkeep;

import dev.upkeep.Upkeep.Action;
import dev.upkeep.internal.gate.RouteBoard;
import dev.upkeep.internal.lifecycle.Life;
import dev.upkeep.internal.lifecycle.Lifecycle;
import dev.upkeep.internal.lifecycle.Watches;
import dev.upkeep.internal.plan.Plan;
import dev.upkeep.process.Moment;
import dev.upkeep.process.ProcessId;
import dev.upkeep.route.RouteTable;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * All keepers: one for each process that is wanted, and for each that is not wanted any more and still lives. What
 * changes in their lives goes from here to the board and to the listeners. Changed on the loop, read by anyone.
 */
final class Roster {
    private final Outside outside;
    private final RouteBoard board;
    private final Listeners listeners;

    /** Replaced as a whole, never changed. */
    private volatile Map<ProcessId, Keeper> keepers = Map.of();

    private final Map<ProcessId, Keeper> leaving = new HashMap<>();

    Roster(Configuration configuration, Outside outside, RouteBoard board, Listeners listeners) {
        this.outside = outside;
        this.board = board;
        this.listeners = listeners;
        keep(configuration);
    }

    Optional<Keeper> get(ProcessId id) {
        return Optional.ofNullable(keepers.get(id));
    }

    /** In the order of the configuration. */
    Collection<Keeper> wanted() {
        return keepers.values();
    }

    /** Everything that may live, the last first. */
    List<Keeper> inReverse() {
        List<Keeper> all = new ArrayList<>(leaving.values());
        all.addAll(keepers.values());
        Collections.reverse(all);
        return all;
    }

    /** Does what a plan says. */
    void follow(Plan plan, Configuration next) {
        Map<ProcessId, Keeper> before = keepers;
        keep(next);
        plan.removed().forEach(id -> leave(known(before, id)));
        plan.disabled().forEach(id -> known(keepers, id).ask(Action.STOP));
        plan.added().forEach(id -> startIfEnabled(known(keepers, id)));
        plan.enabled().forEach(id -> known(keepers, id).begin());
        plan.restarted().forEach(id -> restartIfWanted(known(keepers, id)));
    }

    private static Keeper known(Map<ProcessId, Keeper> among, ProcessId id) {
        return Objects.requireNonNull(among.get(id), () -> "a plan speaks of " + id + ", whom nobody keeps");
    }

    /** Makes keepers for what is new, gives the others their new rules, and lets requests follow the new routes. */
    private void keep(Configuration configuration) {
        Map<ProcessId, Keeper> next = new LinkedHashMap<>();
        for (ProcessSpec spec : configuration.processes().values()) {
            Lifecycle rules =
                    new Lifecycle(spec, Watches.of(spec, configuration.proxy().routes()));
            next.put(spec.id(), keeper(rules));
        }
        keepers = Collections.unmodifiableMap(next);
        board.routes(new RouteTable(configuration.proxy().routes()));
    }

    private Keeper keeper(Lifecycle rules) {
        ProcessId id = rules.spec().id();
        Keeper known = keepers.getOrDefault(id, leaving.remove(id));
        if (known == null) {
            Keeper made = new Keeper(rules, outside, this::changed);
            board.availability(id, Statuses.availability(made.life(), now()));
            return made;
        }
        if (!known.rules().equals(rules)) {
            known.respecify(rules);
        }
        return known;
    }

    /** Stops what is no longer wanted at all; until it is gone it may be wanted again, and must not run twice. */
    private void leave(Keeper keeper) {
        leaving.put(keeper.id(), keeper);
        keeper.end().thenRun(() -> {
            if (leaving.remove(keeper.id(), keeper)) {
                board.forget(keeper.id());
                listeners.tell(new UpkeepEvent.Removed(keeper.id()));
            }
        });
    }

    private static void startIfEnabled(Keeper keeper) {
        if (keeper.rules().spec().enabled()) {
            keeper.begin();
        }
    }

    /**
     * What an operator has stopped stays stopped; it will be launched as described now when it is started. A run of a
     * schedule goes on to its end; the next is as described now.
     */
    private static void restartIfWanted(Keeper keeper) {
        if (keeper.life().wanted() && keeper.rules().spec().schedule().isEmpty()) {
            keeper.ask(Action.RESTART);
        }
    }

    /** After each step of each keeper. */
    private void changed(Keeper keeper, Life before) {
        Life life = keeper.life();
        if (before == life) {
            return;
        }
        board.availability(keeper.id(), Statuses.availability(life, now()));
        if (Statuses.differ(before, life)) {
            Logs.changed(keeper.id(), before, life, Statuses.reason(keeper.rules(), life));
            listeners.tell(new UpkeepEvent.StateChanged(before.state(), keeper.status()));
        }
    }

    private Moment now() {
        return outside.ticker().now();
    }
}
