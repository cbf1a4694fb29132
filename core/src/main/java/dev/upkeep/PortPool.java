package dev.upkeep;

import dev.upkeep.spec.Ports;
import java.util.HashSet;
import java.util.OptionalInt;
import java.util.Set;
import java.util.function.IntPredicate;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/**
 * Gives ports to instances, none to two at the same time. A port is free when it is given; should a stranger take it before
 * the program does, the program ends, and its next launch is given another. Lives on the loop.
 */
final class PortPool {
    private static final int MOST_TRIES = 100;

    private final Set<Integer> given = new HashSet<>();
    private final Supplier<OptionalInt> any;
    private final IntPredicate free;

    /**
     * A pool of which nothing was given.
     *
     * @param any a port that nobody listens on
     * @param free whether nobody listens on this one
     */
    PortPool(Supplier<OptionalInt> any, IntPredicate free) {
        this.any = any;
        this.free = free;
    }

    /** One of these; empty if none is free. One that is always the same is given whether or not it is free. */
    OptionalInt take(Ports ports) {
        OptionalInt found = ports.isAuto() ? anyFree() : oneOf(ports);
        found.ifPresent(given::add);
        return found;
    }

    private OptionalInt anyFree() {
        for (int i = 0; i < MOST_TRIES; i++) {
            OptionalInt found = any.get();
            if (found.isEmpty() || !given.contains(found.getAsInt())) {
                return found;
            }
        }
        return OptionalInt.empty();
    }

    private OptionalInt oneOf(Ports ports) {
        return IntStream.rangeClosed(ports.first(), ports.last())
                .filter(port -> ports.isFixed() || !given.contains(port) && free.test(port))
                .findFirst();
    }

    /** This one was given by an earlier supervisor. */
    void keep(int port) {
        given.add(port);
    }

    /** Nobody uses it any more. */
    void giveBack(int port) {
        given.remove(port);
    }
}
