package dev.upkeep.internal.gate;

import dev.upkeep.process.Moment;
import dev.upkeep.route.Availability;
import dev.upkeep.route.Availability.Ready;
import dev.upkeep.route.Endpoint;
import java.util.List;
import java.util.Optional;

/** What is true of a process until it changes. Each is itself only: the same again later is another. */
final class Phase {
    private final Availability availability;
    private final List<Member> members;

    private Phase(Availability availability, List<Member> members) {
        this.availability = availability;
        this.members = members;
    }

    static Phase first(Availability availability, Moment now) {
        return new Phase(availability, List.of()).then(availability, now);
    }

    Availability availability() {
        return availability;
    }

    /** Those that may be sent requests; none unless the process is ready. */
    List<Member> members() {
        return members;
    }

    boolean isReady() {
        return !members.isEmpty();
    }

    /** What comes after it: who stays ready stays the same. */
    Phase then(Availability next, Moment now) {
        List<Endpoint> ready = next instanceof Ready some ? some.endpoints() : List.of();
        return new Phase(
                next,
                ready.stream()
                        .map(e -> member(e).orElseGet(() -> new Member(e, now)))
                        .toList());
    }

    private Optional<Member> member(Endpoint endpoint) {
        return members.stream().filter(m -> m.endpoint().equals(endpoint)).findFirst();
    }
}
