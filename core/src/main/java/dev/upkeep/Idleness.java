package dev.upkeep;

import dev.upkeep.internal.gate.RouteBoard;
import dev.upkeep.process.Moment;
import dev.upkeep.process.State;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Has processes rest that nobody asked for anything for as long as they say; looks at nothing if none does. On the loop. */
final class Idleness {
    /** What was seen at a look, since when it is so. */
    private record Seen(long leases, Moment since) {}

    private static final Duration SHORTEST = Duration.ofMillis(100);
    private static final Duration LONGEST = Duration.ofSeconds(10);

    private final Outside outside;
    private final RouteBoard board;
    private final Supplier<Collection<Fleet>> fleets;
    private final Map<Fleet, Seen> seen = new HashMap<>();
    private boolean looking;

    Idleness(Outside outside, RouteBoard board, Supplier<Collection<Fleet>> fleets) {
        this.outside = outside;
        this.board = board;
        this.fleets = fleets;
    }

    /** Begins, if a process may rest and it has not begun yet; it ends by itself. */
    void begin() {
        Optional<Duration> pace = pace();
        if (!looking && pace.isPresent()) {
            looking = true;
            outside.timers().after(pace.get(), () -> outside.loop().execute(this::look));
        }
    }

    /** A quarter of the shortest time, so that nobody rests much too late. */
    private Optional<Duration> pace() {
        return resting().stream()
                .map(k -> limit(k).dividedBy(4))
                .min(Duration::compareTo)
                .map(pace -> pace.compareTo(SHORTEST) < 0 ? SHORTEST : pace)
                .map(pace -> pace.compareTo(LONGEST) > 0 ? LONGEST : pace);
    }

    private List<Fleet> resting() {
        return fleets.get().stream()
                .filter(k -> k.spec().activation().idleTimeout().isPresent())
                .toList();
    }

    private static Duration limit(Fleet fleet) {
        return fleet.spec().activation().idleTimeout().orElseThrow();
    }

    private void look() {
        looking = false;
        List<Fleet> resting = resting();
        seen.keySet().retainAll(resting);
        resting.forEach(this::look);
        begin();
    }

    private void look(Fleet fleet) {
        Moment now = outside.ticker().now();
        long leases = board.leases(fleet.id());
        Seen before = seen.get(fleet);
        if (fleet.life().state() != State.RUNNING) {
            seen.remove(fleet);
        } else if (before == null || before.leases() != leases || isBusy(fleet)) {
            seen.put(fleet, new Seen(leases, now));
        } else if (now.since(before.since()).compareTo(limit(fleet)) >= 0) {
            seen.remove(fleet);
            fleet.idle();
        }
    }

    /** A stream or a WebSocket has its lease for as long as it lasts. */
    private boolean isBusy(Fleet fleet) {
        return board.usage(fleet.id())
                .filter(usage -> usage.inFlight() > 0 || usage.waiting() > 0)
                .isPresent();
    }
}
