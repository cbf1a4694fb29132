package dev.upkeep.internal.gate;

import dev.upkeep.process.Moment;
import dev.upkeep.route.Failure;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Retries.Past;
import dev.upkeep.route.Route;
import java.time.Duration;
import java.util.Optional;

/**
 * One request from its coming to its answer, through holds, leases and failures. Belongs to whoever has it in hand, so to
 * one thread at a time: the queue of a {@link Gate}, the outcome of a hold and the lease hand it over.
 */
final class Journey {
    private static final long NEVER = -1;

    private final RequestHead head;
    private final Route route;
    private Past past = Past.NONE;
    private Optional<Moment> deadline = Optional.empty();
    private long leasedIn = NEVER;
    private long unansweredIn = NEVER;

    Journey(RequestHead head, Route route) {
        this.head = head;
        this.route = route;
    }

    RequestHead head() {
        return head;
    }

    Route route() {
        return route;
    }

    Past past() {
        return past;
    }

    /** How long it may still wait; the clock starts at the first asking, and only then. */
    Duration patience(Moment now) {
        if (deadline.isEmpty()) {
            deadline = Optional.of(now.plus(route.hold().maxTime()));
        }
        return deadline.get().since(now);
    }

    /**
     * Comes to the gate, or back to it, in one of the turns of its process. If it went unanswered in an earlier turn, that
     * turn ended with it.
     */
    void reached(long turn) {
        if (unansweredIn != NEVER && unansweredIn != turn) {
            past = past.withDeath();
            unansweredIn = NEVER;
        }
    }

    void leased(long turn) {
        leasedIn = turn;
    }

    void failed(Failure.Kind kind) {
        past = past.with(kind);
        unansweredIn = kind == Failure.Kind.UNANSWERED ? leasedIn : unansweredIn;
    }
}
