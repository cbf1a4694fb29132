package dev.upkeep.internal.gate;

import dev.upkeep.process.Moment;
import dev.upkeep.route.Failure;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Retries.Past;
import dev.upkeep.route.Route;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One request from its coming to its answer, through holds, leases and failures. Belongs to whoever has it in hand, so to
 * one thread at a time: the queue of a {@link Gate}, the outcome of a hold and the lease hand it over.
 */
final class Journey {
    private final RequestHead head;
    private final Route route;
    private Past past = Past.NONE;
    private Optional<Moment> deadline = Optional.empty();
    private @Nullable Member leasedAt;
    private @Nullable Member failedAt;
    private int leases;
    /** Where it got no answer, and which were still there afterwards. */
    private List<Member> unansweredAt = List.of();

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

    /** How often it got a lease after the first. */
    int repeated() {
        return Math.max(0, leases - 1);
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

    /** Comes to the gate, or back to it. Those that it got no answer from and that are there no more have ended with it. */
    void reached(Phase phase) {
        if (!unansweredAt.isEmpty()) {
            List<Member> there =
                    unansweredAt.stream().filter(phase.members()::contains).toList();
            for (int i = there.size(); i < unansweredAt.size(); i++) {
                past = past.withDeath();
            }
            unansweredAt = there;
        }
    }

    /** Whether it got no answer there. */
    boolean hasFailedAt(Member member) {
        return failedAt == member || unansweredAt.contains(member);
    }

    void leased(Member member) {
        leasedAt = member;
        leases++;
    }

    void failed(Failure.Kind kind) {
        past = past.with(kind);
        Member at = leasedAt;
        failedAt = at;
        if (kind == Failure.Kind.UNANSWERED && at != null && !unansweredAt.contains(at)) {
            unansweredAt = Stream.concat(unansweredAt.stream(), Stream.of(at)).toList();
        }
    }
}
