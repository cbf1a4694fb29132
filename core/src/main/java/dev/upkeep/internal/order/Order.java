package dev.upkeep.internal.order;

import dev.upkeep.internal.lifecycle.Hindrance;
import dev.upkeep.internal.lifecycle.Life;
import dev.upkeep.internal.lifecycle.Life.Tree;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import dev.upkeep.spec.Configuration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** What follows for a process from those that it needs, and from those that need it. */
public final class Order {
    private final Graph graph;

    /**
     * That of a configuration.
     *
     * @param configuration what is wanted
     */
    public Order(Configuration configuration) {
        graph = new Graph(configuration);
    }

    /** All processes, each after those it needs. */
    public List<ProcessId> dependenciesFirst() {
        return Collections.unmodifiableList(graph.dependenciesFirst());
    }

    /** Who needs a process. */
    public List<ProcessId> dependents(ProcessId id) {
        return List.copyOf(graph.dependents(id));
    }

    /**
     * What keeps a process from being launched.
     *
     * @param id which
     * @param lives of all processes
     * @return what is missing; empty if it may be launched
     */
    public Optional<Hindrance> hindrance(ProcessId id, Function<ProcessId, Life> lives) {
        List<Demand> missing = missing(id, lives);
        Optional<Demand> hopeless = missing.stream().filter(Demand::isHopeless).findFirst();
        if (hopeless.isPresent() || missing.size() <= 1) {
            return hopeless.or(() -> missing.stream().findFirst()).flatMap(Demand::hindrance);
        }
        String wishes = missing.stream().map(Demand::wish).collect(Collectors.joining(", "));
        return Optional.of(new Hindrance(Demand.waiting(wishes), false));
    }

    /**
     * What must be started first, so that a process can be launched: what it needs, and what that needs, as far as nobody
     * has started it.
     *
     * @param id which
     * @param lives of all processes
     * @return each after those that it needs itself
     */
    public List<ProcessId> neededFirst(ProcessId id, Function<ProcessId, Life> lives) {
        Set<ProcessId> found = new LinkedHashSet<>();
        List<ProcessId> edge = List.of(id);
        while (!edge.isEmpty()) {
            edge = edge.stream()
                    .flatMap(e -> missing(e, lives).stream())
                    .filter(d -> d.isHopeless() && d.life().state() != State.DISABLED)
                    .map(Demand::id)
                    .filter(found::add)
                    .toList();
        }
        return graph.dependenciesFirst().stream().filter(found::contains).toList();
    }

    /**
     * In which order processes are stopped.
     *
     * @param all which; each is to be stopped when those of its {@link #dependents} that are among them are gone
     * @return each after those that need it
     */
    public List<ProcessId> dependentsFirst(Collection<ProcessId> all) {
        Set<ProcessId> among = new HashSet<>(all);
        Set<ProcessId> ordered = new LinkedHashSet<>();
        graph.dependenciesFirst().stream().filter(among::contains).forEach(ordered::add);
        ordered.addAll(all);
        List<ProcessId> reversed = new ArrayList<>(ordered);
        Collections.reverse(reversed);
        return reversed;
    }

    /**
     * Who is to be restarted because a process was launched again.
     *
     * @param id of the one that has changed
     * @param before its life until now
     * @param lives of all processes, as they are now
     * @return those who asked for it, and run since before that launch
     */
    public List<ProcessId> restartedWith(ProcessId id, Life before, Function<ProcessId, Life> lives) {
        List<ProcessId> dependents = graph.dependents(id);
        if (dependents.isEmpty()) { // as after nearly every change of nearly every process
            return dependents;
        }
        Life now = lives.apply(id);
        return dependents.stream()
                .filter(d -> graph.dependencies(d).restart())
                .filter(d -> becameMet(d, id, before, now))
                .filter(d -> isOlder(lives.apply(d), now))
                .toList();
    }

    private boolean becameMet(ProcessId dependent, ProcessId id, Life before, Life now) {
        return Optional.ofNullable(graph.dependencies(dependent).on().get(id))
                .filter(c -> !new Demand(id, c, before).isMet() && new Demand(id, c, now).isMet())
                .isPresent();
    }

    private static boolean isOlder(Life dependent, Life launched) {
        return dependent.tree() == Tree.ALIVE
                && dependent.state() != State.STOPPING
                && dependent.launched().nanos() < launched.launched().nanos();
    }

    private List<Demand> missing(ProcessId id, Function<ProcessId, Life> lives) {
        return graph.dependencies(id).on().entrySet().stream()
                .map(e -> new Demand(e.getKey(), e.getValue(), lives.apply(e.getKey())))
                .filter(d -> !d.isMet())
                .toList();
    }
}
