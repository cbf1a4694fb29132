package dev.upkeep.internal.gate;

import dev.upkeep.process.ProcessId;
import dev.upkeep.route.Failure;
import dev.upkeep.route.FieldEdits;
import dev.upkeep.route.Lease;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Route;
import dev.upkeep.route.Routing;
import dev.upkeep.route.Upstream;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/** The right to pass a {@link Gate} once. */
final class GateLease implements Lease {
    private final Gate gate;
    private final Journey journey;
    private final Member member;
    private final Upstream upstream;
    private final AtomicBoolean closed = new AtomicBoolean();

    GateLease(Gate gate, Journey journey, Member member) {
        this.gate = gate;
        this.journey = journey;
        this.member = member;
        this.upstream = member.endpoint().of(Upstream.of(journey.route().target()));
    }

    @Override
    public Upstream upstream() {
        return upstream;
    }

    @Override
    public String target(RequestHead head) {
        return journey.route().passage().target(head.target());
    }

    @Override
    public FieldEdits requestEdits() {
        return journey.route().passage().request();
    }

    @Override
    public FieldEdits answerEdits(RequestHead head) {
        return journey.route().answerEdits(head);
    }

    @Override
    public boolean upgrades() {
        return journey.route().upgrades() && !upstream.http2(); // which has no upgrades
    }

    @Override
    public Duration connectTimeout() {
        return journey.route().connectTimeout();
    }

    @Override
    public Duration responseTimeout() {
        return journey.route().responseTimeout();
    }

    @Override
    public void onRecall(Runnable end) {
        member.onRecall(this, end);
    }

    @Override
    public Routing failed(Failure failure) {
        giveBack();
        return gate.failed(journey, member, failure);
    }

    @Override
    public void close() {
        if (giveBack()) {
            member.standing().answered();
        }
    }

    private boolean giveBack() {
        boolean first = closed.compareAndSet(false, true);
        if (first) {
            gate.returned(member, this);
        }
        return first;
    }

    Route route() {
        return journey.route();
    }

    /** Empty if it is a plain route. */
    Optional<ProcessId> process() {
        return gate.process();
    }

    /** Its number. */
    int instance() {
        return member.endpoint().number();
    }

    /** How often its request was sent before. */
    int repeated() {
        return journey.repeated();
    }
}
