package dev.upkeep.route;

import dev.upkeep.process.Reason;
import java.time.Duration;
import java.util.List;

/** Whether a process may be sent traffic now, and if not, whether waiting is worth while. */
public sealed interface Availability {
    /**
     * It may.
     *
     * @param endpoints its ready instances, at least one
     */
    record Ready(List<Endpoint> endpoints) implements Availability {
        /** Ready at the address that the route names. */
        public static final Ready AT_TARGET = new Ready(List.of(Endpoint.TARGET));

        /** Copies the list; refuses an empty one, with {@link IllegalArgumentException}. */
        public Ready {
            endpoints = List.copyOf(endpoints);
            if (endpoints.isEmpty()) {
                throw new IllegalArgumentException("endpoints: [] (expected: at least one)");
            }
        }
    }

    /**
     * It is on its way: hold the request.
     *
     * @param reason what it is doing, for the answer if holding takes too long
     * @param atLeast how long it will take at least, zero if unknown
     */
    record Coming(Reason reason, Duration atLeast) implements Availability {}

    /**
     * It is not, and won't be without an operator or a reload: refuse the request.
     *
     * @param reason why
     */
    record Down(Reason reason) implements Availability {}

    /** It is not, but the first request has it started: hold the request, and say that there is one. */
    record Asleep() implements Availability {}
}
