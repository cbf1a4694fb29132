package dev.upkeep.internal.gate;

import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Reason;
import dev.upkeep.route.Availability;
import dev.upkeep.route.Availability.Asleep;
import dev.upkeep.route.Availability.Coming;
import dev.upkeep.route.Availability.Down;
import dev.upkeep.route.Failure;
import dev.upkeep.route.Refusal;
import dev.upkeep.route.Refusals;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Retries;
import dev.upkeep.route.Routing;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Where requests to one process pass, wait or turn back. While the process is ready they pass without a lock.
 *
 * <p>A waiting request is in {@code queue}, and whoever takes it out of there owns it: the change of availability, its
 * timer, or its client that went away. So each is settled exactly once, however these meet.
 */
final class Gate {
    private enum Place {
        TAKEN,
        FULL,
        NOT_NOW
    }

    private static final Coming DEMANDED =
            new Coming(new Reason("Demanded", "Starting, because a request has come"), Duration.ZERO);

    private volatile Optional<ProcessId> process;
    private final GateSeams seams;
    private final Consumer<ProcessId> waker;
    private final LongAdder leases = new LongAdder();
    private final Choice choice;
    /** Also the lock: it guards itself and every change of {@code phase}. */
    private final Set<Held> queue = new LinkedHashSet<>();

    /** Those that get no more requests, as long as leases on them are out. */
    private final Set<Member> leaving = ConcurrentHashMap.newKeySet();

    private volatile Phase phase;

    /** A gate without a process is that of all plain routes, and stays as it is. {@code waker} has a process started. */
    Gate(Optional<ProcessId> process, Availability availability, GateSeams seams, Consumer<ProcessId> waker) {
        this.waker = waker;
        this.process = process;
        this.seams = seams;
        choice = new Choice(seams.ticker());
        phase = Phase.first(availability, seams.ticker().now());
    }

    /** The process is known by another id from now on. */
    void rename(ProcessId id) {
        process = Optional.of(id);
    }

    Optional<ProcessId> process() {
        return process;
    }

    /** How many leases are out. */
    int inFlight() {
        return Stream.concat(phase.members().stream(), leaving.stream())
                .mapToInt(Member::inFlight)
                .sum();
    }

    /** How many were given so far. */
    long leases() {
        return leases.sum();
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
        Optional<Routing> passed = seen.isReady() ? pass(journey, seen) : Optional.empty();
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
            Optional<Routing> routing = seen.isReady()
                    ? pass(journey, seen)
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
    private Optional<Routing> pass(Journey journey, Phase seen) {
        journey.reached(seen);
        if (journey.past().isDeadly()) {
            return Optional.of(new Routing.Refuse(deadly(journey)));
        }
        Member member = choice.of(seen.members(), journey);
        GateLease lease = new GateLease(this, journey, member);
        member.leased();
        if (phase != seen) {
            returned(member, lease);
            return Optional.empty();
        }
        journey.leased(member);
        leases.increment();
        return Optional.of(new Routing.Forward(lease));
    }

    /** Why a request need not wait while the process is not ready. */
    private Optional<Refusal> refusal(Journey journey, Phase seen) {
        journey.reached(seen);
        if (journey.past().isDeadly()) {
            return Optional.of(deadly(journey));
        }
        if (seen.availability() instanceof Down down) {
            return Optional.of(Refusals.down(journey.head(), process.orElseThrow(), down.reason()));
        }
        boolean asleep = seen.availability() instanceof Asleep;
        if (asleep) {
            waker.accept(process.orElseThrow());
        }
        Coming coming = coming(seen);
        Duration patience = patience(journey);
        return patience.isZero()
                        || asleep && showsPages(journey.head())
                        || coming.atLeast().compareTo(patience) > 0
                ? Optional.of(Refusals.starting(journey.head(), process.orElseThrow(), coming))
                : Optional.empty();
    }

    /** Who has just gone to a page sees that something is done for it; the page loads itself anew, and that waits. */
    private static boolean showsPages(RequestHead head) {
        return head.acceptsHtml() && head.method().equals("GET");
    }

    private static Coming coming(Phase seen) {
        return seen.availability() instanceof Coming coming ? coming : DEMANDED;
    }

    private Routing full(Journey journey, Phase seen) {
        Coming coming = coming(seen);
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
            Phase before = phase;
            if (before.availability().equals(next)) {
                return;
            }
            phase = before.then(next, seams.ticker().now());
            before.members().stream().filter(m -> !phase.members().contains(m)).forEach(this::leaves);
            all = List.copyOf(queue);
            queue.clear();
        }
        all.forEach(Held::taken);
        if (!all.isEmpty()) {
            seams.outcomes().execute(() -> all.forEach(this::settle));
        }
    }

    /** Decides about a request whose exchange failed. */
    Routing failed(Journey journey, Member member, Failure failure) {
        member.standing().failed(failure.kind(), seams.ticker().now());
        journey.failed(failure.kind());
        Retries.Retry retry = Retries.decide(
                failure,
                journey.head().method(),
                journey.past(),
                process.isPresent(),
                journey.route().attempts());
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
        if (!seen.isReady()) {
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

    private void leaves(Member member) {
        leaving.add(member);
        forgetIfEmpty(member);
    }

    private void forgetIfEmpty(Member member) {
        if (member.inFlight() == 0) {
            leaving.remove(member);
        }
    }

    /** A lease came back. */
    void returned(Member member, GateLease lease) {
        member.returned(lease);
        if (!leaving.isEmpty()) {
            forgetIfEmpty(member);
        }
    }

    /** Waits for the leases on an instance that is not ready any more, as {@link Member#drain} says. */
    CompletionStage<Void> drain(long launch, Duration longest) {
        boolean othersServe = phase.isReady();
        return CompletableFuture.allOf(leaving.stream()
                .filter(member -> member.endpoint().launch() == launch)
                .map(member -> member.drain(seams, longest, othersServe).toCompletableFuture())
                .toArray(CompletableFuture<?>[]::new));
    }
}
