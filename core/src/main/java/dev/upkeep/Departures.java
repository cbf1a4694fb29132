package dev.upkeep;

import dev.upkeep.ActionResult.Outcome;
import dev.upkeep.internal.order.Order;
import dev.upkeep.process.ProcessId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Those that are to be stopped, but only when others are gone. Lives on the loop. */
final class Departures {
    private final Set<ProcessId> departing = new HashSet<>();

    /**
     * Stops several processes, each when those of them that need it are gone.
     *
     * @param by who needs whom
     * @param still whether a process is still to be stopped when its turn comes
     * @return completes for each when it is gone
     */
    Map<ProcessId, CompletionStage<ActionResult>> begin(List<Fleet> lastFirst, Order by, Predicate<Fleet> still) {
        Map<ProcessId, Fleet> all = new LinkedHashMap<>();
        lastFirst.forEach(k -> all.put(k.id(), k));
        departing.addAll(all.keySet());
        Map<ProcessId, CompletionStage<ActionResult>> gone = new HashMap<>();
        for (ProcessId id : by.dependentsFirst(all.keySet())) {
            Stream<CompletionStage<ActionResult>> before =
                    by.dependents(id).stream().flatMap(d -> Optional.ofNullable(gone.get(d)).stream());
            Fleet fleet = Objects.requireNonNull(all.get(id));
            gone.put(id, allOf(before).thenCompose(done -> still.test(fleet) ? leave(fleet) : goOn(fleet)));
        }
        all.values().forEach(this::endIfNothingLives);
        return gone;
    }

    private CompletionStage<ActionResult> leave(Fleet fleet) {
        departing.remove(fleet.id());
        return fleet.end();
    }

    private static CompletionStage<ActionResult> goOn(Fleet fleet) {
        return CompletableFuture.completedFuture(
                new ActionResult(Outcome.OVERTAKEN, false, Optional.of(fleet.status()), "wanted again"));
    }

    /** Nobody waits for the end of what does not live, and it must not be launched again. */
    void endIfNothingLives(Fleet fleet) {
        if (fleet.isLifeless() && departing.remove(fleet.id())) {
            fleet.end();
        }
    }

    /** It need not wait any more. */
    void endNow(Fleet fleet) {
        if (departing.remove(fleet.id())) {
            fleet.end();
        }
    }

    static <T> CompletionStage<Void> allOf(Stream<CompletionStage<T>> stages) {
        return CompletableFuture.allOf(
                stages.map(CompletionStage::toCompletableFuture).toArray(CompletableFuture<?>[]::new));
    }
}
