package dev.upkeep.internal.gate;

import dev.upkeep.process.ProcessId;
import dev.upkeep.route.Availability;
import dev.upkeep.route.Availability.Coming;
import dev.upkeep.route.Availability.Down;
import dev.upkeep.route.Availability.Ready;
import dev.upkeep.route.Failure;
import dev.upkeep.route.Refusal;
import dev.upkeep.route.Refusals;
import dev.upkeep.route.Retries;
import dev.upkeep.route.Routing;
import dev.upkeep.route.Upstream;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Where requests to one process pass, wait or turn back. While the process is ready they pass without a lock.
 *
 * <p>A waiting request is in {@code queue}, and whoever takes it out of there owns it: the change of availability, its
 * timer, or its client that went away. So each is settled exactly once, however these meet.
 */
final class Gate {
    /** What is true of the process until it changes. Each is itself only: the same again later is another. */
    private static final class Phase {
        final Availability availability;
        /** How often the process has stopped being ready. */
        final long turn;

        Phase(Availability availability, long turn) {
            this.availability = availability;
            this.turn = turn;
        }

        Phase then(Availability next) {
            boolean ends = availability instanceof Ready && !(next instanceof Ready);
            return new Phase(next, ends ? turn + 1 : turn);
        }
    }

    private enum Place {
        TAKEN,
        FULL,
        NOT_NOW
    }

    private volatile Optional<ProcessId> process;
    private final GateSeams seams;
    private final AtomicInteger inFlight = new AtomicInteger();
    private final AtomicInteger rotation = new AtomicInteger();
    /** Also the lock: it guards itself and every change of {@code phase}. */
    private final Set<Held> queue = new LinkedHashSet<>();

    private volatile Phase phase;

    /** A gate without a process is that of all plain routes, and stays as it is. */
    Gate(Optional<ProcessId> process, Availability availability, GateSeams seams) {
        this.process = process;
        this.seams = seams;
        phase = new Phase(availability, 0);
    }

    /** The process is known by another id from now on. */
    void rename(ProcessId id) {
        process = Optional.of(id);
    }

    /** How many leases are out. */
    int inFlight() {
        return inFlight.get();
    }

    /** How many requests wait. */
    int waiting() {
        synchronized (queue) {
            return queue.size();
        }
    }

    /** Decides about a request that comes, or comes back. */
    Routing enter(Journey journey) {
        Phase seen = phase;
        Optional<Routing> passed =
                seen.availability instanceof Ready ready ? pass(journey, seen, ready) : Optional.empty();
        return passed.orElseGet(() -> {
            Held held = new Held(this, journey);
            return decide(held).orElseGet(() -> new Routing.Hold(held));
        });
    }

    /** Decides about a request that is in nobody else's hands; empty if it now waits. */
    private Optional<Routing> decide(Held held) {
        Journey journey = held.journey();
        while (true) {
            Phase seen = phase;
            Optional<Routing> routing = seen.availability instanceof Ready ready
                    ? pass(journey, seen, ready)
                    : refusal(journey, seen).map(Routing.Refuse::new);
            if (routing.isPresent()) {
                return routing;
            }
            Place place = place(held, seen, patience(journey));
            if (place != Place.NOT_NOW) {
                return place == Place.FULL ? Optional.of(full(journey, seen)) : Optional.empty();
            }
        }
    }

    /** Gives a lease, unless the phase is over by now: who sees no lease out after a change can rely on it. */
    private Optional<Routing> pass(Journey journey, Phase seen, Ready ready) {
        journey.reached(seen.turn);
        if (journey.past().isDeadly()) {
            return Optional.of(new Routing.Refuse(deadly(journey)));
        }
        inFlight.incrementAndGet();
        if (phase != seen) {
            inFlight.decrementAndGet();
            return Optional.empty();
        }
        journey.leased(seen.turn);
        return Optional.of(new Routing.Forward(new GateLease(this, journey, upstream(journey, ready))));
    }

    private Upstream upstream(Journey journey, Ready ready) {
        List<Upstream> instances = ready.upstreams();
        return instances.isEmpty()
                ? Upstream.of(journey.route().target())
                : instances.get(Math.floorMod(rotation.getAndIncrement(), instances.size()));
    }

    /** Why a request need not wait while the process is not ready. */
    private Optional<Refusal> refusal(Journey journey, Phase seen) {
        journey.reached(seen.turn);
        if (journey.past().isDeadly()) {
            return Optional.of(deadly(journey));
        }
        if (seen.availability instanceof Down down) {
            return Optional.of(Refusals.down(journey.head(), process.orElseThrow(), down.reason()));
        }
        Coming coming = (Coming) seen.availability;
        Duration patience = patience(journey);
        return patience.isZero() || coming.atLeast().compareTo(patience) > 0
                ? Optional.of(Refusals.starting(journey.head(), process.orElseThrow(), coming))
                : Optional.empty();
    }

    private Routing full(Journey journey, Phase seen) {
        Coming coming = (Coming) seen.availability;
        return new Routing.Refuse(Refusals.queueFull(journey.head(), process.orElseThrow(), coming.reason()));
    }

    private Refusal deadly(Journey journey) {
        Failure failure = new Failure(Failure.Kind.UNANSWERED, false, "It ended twice while it had this request");
        return Refusals.failed(journey.head(), process, failure);
    }

    private Duration patience(Journey journey) {
        return journey.patience(seams.ticker().now());
    }

    /** Queues a request, if the phase is still the one that was decided upon; the timer wakes it at the latest. */
    private Place place(Held held, Phase seen, Duration longest) {
        synchronized (queue) {
            if (phase != seen) {
                return Place.NOT_NOW;
            }
            if (!held.isAdmitted()
                    && queue.size() >= held.journey().route().hold().maxSize()) {
                return Place.FULL;
            }
            if (!held.isAbandoned()) {
                queue.add(held);
                // Made under the lock, so that it can't fire before its request is in the queue.
                held.admitted(seams.timers()
                        .after(longest, () -> seams.outcomes().execute(() -> wake(held))));
            }
            return Place.TAKEN;
        }
    }

    private void wake(Held held) {
        if (leave(held)) {
            settle(held);
        }
    }

    /** Takes a request out of the queue; true if it was there, and so is the caller's now. */
    boolean leave(Held held) {
        synchronized (queue) {
            if (!queue.remove(held)) {
                return false;
            }
        }
        held.taken();
        return true;
    }

    private void settle(Held held) {
        decide(held).ifPresent(held::complete);
    }

    /** The process became something else: all who wait are decided upon anew, in their order. */
    void change(Availability next) {
        List<Held> all;
        synchronized (queue) {
            if (phase.availability.equals(next)) {
                return;
            }
            phase = phase.then(next);
            all = List.copyOf(queue);
            queue.clear();
        }
        all.forEach(Held::taken);
        if (!all.isEmpty()) {
            seams.outcomes().execute(() -> all.forEach(this::settle));
        }
    }

    /** Decides about a request whose exchange failed. */
    Routing failed(Journey journey, Failure failure) {
        journey.failed(failure.kind());
        Retries.Retry retry = Retries.decide(failure, journey.head().method(), journey.past(), process.isPresent());
        if (retry instanceof Retries.Retry.Again again) {
            return again.pause().isZero() ? enter(journey) : rest(journey, again.pause(), failure);
        }
        return new Routing.Refuse(Refusals.failed(journey.head(), process, failure));
    }

    /**
     * Lets a request wait for a moment although the process seems ready: that it is not may not be noticed yet. When it is,
     * the request waits on like all others.
     */
    private Routing rest(Journey journey, Duration pause, Failure failure) {
        Phase seen = phase;
        if (!(seen.availability instanceof Ready)) {
            return enter(journey);
        }
        Held held = new Held(this, journey);
        Place place = patience(journey).compareTo(pause) > 0 ? place(held, seen, pause) : Place.FULL;
        return switch (place) {
            case TAKEN -> new Routing.Hold(held);
            case FULL -> new Routing.Refuse(Refusals.failed(journey.head(), process, failure));
            case NOT_NOW -> enter(journey);
        };
    }

    /** A lease came back. */
    void returned() {
        inFlight.decrementAndGet();
    }
}
