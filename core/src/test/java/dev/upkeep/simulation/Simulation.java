package dev.upkeep.simulation;

import java.util.Optional;
import java.util.stream.LongStream;

/** Lives through many histories, and makes what fails readable. */
final class Simulation {
    /** So many are lived through by all processors together, before the next. */
    private static final int AT_ONCE = 500;

    private final World.Breed breed;

    Simulation(World.Breed breed) {
        this.breed = breed;
    }

    /** The first law that a history breaks. */
    Optional<Law.Broken> broken(History history) {
        try {
            new World(history, breed, false).live();
            return Optional.empty();
        } catch (Law.Broken e) {
            return Optional.of(e);
        }
    }

    /** The first seed from there on whose history breaks a law. */
    Optional<Long> search(long from, long count) {
        return LongStream.iterate(from, some -> some < from + count, some -> some + AT_ONCE)
                .mapToObj(some -> LongStream.range(some, Math.min(some + AT_ONCE, from + count)))
                .flatMap(some ->
                        some
                                .parallel()
                                .filter(seed -> broken(History.of(seed)).isPresent())
                                .boxed()
                                .findFirst()
                                .stream())
                .findFirst();
    }

    /** Everything that helps to understand why a history fails: which law, the shortest way there, and what happens on it. */
    String explain(History failing) {
        Law law = broken(failing).orElseThrow().law;
        History least = Shrinker.shrink(
                failing, h -> broken(h).filter(e -> e.law == law).isPresent());
        World world = new World(least, breed, true);
        try {
            world.live();
            throw new IllegalStateException("it does not fail twice");
        } catch (Law.Broken e) {
            return "%s%nReplay it: -Dupkeep.simulation.seed=%d%nThe shortest history: %s%n%s"
                    .formatted(e.getMessage(), failing.seed(), least, world.trace);
        }
    }
}
