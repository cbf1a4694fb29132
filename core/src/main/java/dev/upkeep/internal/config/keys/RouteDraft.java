package dev.upkeep.internal.config.keys;

import dev.upkeep.process.ProcessId;
import dev.upkeep.route.Balancing;
import dev.upkeep.route.Balancing.Policy;
import dev.upkeep.route.Route;
import dev.upkeep.route.Route.HoldLimit;
import java.net.IDN;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;

/** A route as far as it has been read. */
final class RouteDraft {
    /** Stands in for a target that cannot be used; the configuration is refused then. */
    static final URI NO_TARGET = URI.create("http://target.invalid");

    /** What may wait, as far as it has been read. */
    static final class Queue {
        int maxSize = HoldLimit.DEFAULT.maxSize();
        Duration maxTime = HoldLimit.DEFAULT.maxTime();
    }

    final Queue queue = new Queue();
    Optional<String> domain = Optional.empty();
    Optional<String> path = Optional.empty();
    URI target = NO_TARGET;
    Optional<ProcessId> process = Optional.empty();
    boolean ssl;
    Optional<Boolean> sslRedirect = Optional.empty();
    Optional<Duration> connectTimeout = Optional.empty();
    Optional<Duration> responseTimeout = Optional.empty();
    Optional<Duration> drainTimeout = Optional.empty();
    Policy balance = Balancing.DEFAULT.policy();
    Duration slowStart = Balancing.DEFAULT.slowStart();
    int attempts = 3;
    boolean websocket = true;
    boolean strip;
    Optional<String> rewrite = Optional.empty();
    final FieldsDraft requestFields = new FieldsDraft();
    final FieldsDraft answerFields = new FieldsDraft();
    Optional<Duration> hsts = Optional.empty();
    Optional<CorsKeys.Draft> cors = Optional.empty();

    Route build() {
        Route.Builder route =
                Route.builder(target).ssl(ssl).upgrades(websocket).hold(new HoldLimit(queue.maxSize, queue.maxTime));
        domain.map(RouteDraft::ascii).ifPresent(route::domain);
        path.ifPresent(route::path);
        process.ifPresent(route::process);
        sslRedirect.ifPresent(route::sslRedirect);
        connectTimeout.ifPresent(route::connectTimeout);
        responseTimeout.ifPresent(route::responseTimeout);
        drainTimeout.ifPresent(route::drainTimeout);
        route.balancing(new Balancing(balance, slowStart)).attempts(attempts);
        rewrite.or(() -> strip ? Optional.of("") : Optional.empty()).ifPresent(route::rewrite);
        hsts.ifPresent(route::hsts);
        cors.ifPresent(rules -> route.cors(rules.build()));
        return route.requestEdits(requestFields.build())
                .answerEdits(answerFields.build())
                .build();
    }

    /** As it comes in a request: lower case, and ASCII by IDNA. */
    private static String ascii(String domain) {
        try {
            return IDN.toASCII(domain).toLowerCase(Locale.ROOT);
        } catch (IllegalArgumentException | IndexOutOfBoundsException e) {
            return domain.toLowerCase(Locale.ROOT);
        }
    }
}
