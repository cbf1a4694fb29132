package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.schema.DurationType;
import dev.upkeep.internal.config.schema.Section;
import dev.upkeep.internal.config.schema.SingleType;
import dev.upkeep.internal.config.schema.Type;
import dev.upkeep.internal.config.schema.Types;
import dev.upkeep.internal.config.yaml.Scalar;
import java.net.URI;
import java.util.Optional;

/** The keys of a route. */
final class RouteKeys {
    private static final Type<URI> TARGET =
            SingleType.of("an address", "http://localhost:3000", Urls::absolute, Scalar.Kind.TEXT);

    private static final Section<RouteDraft.Queue> QUEUE = new Section<RouteDraft.Queue>()
            .key("maxSize", Types.whole(0, 1_000_000, "1000"), "1000", "how many may wait", (q, v) -> q.maxSize = v)
            .key("maxTime", DurationType.ANY, "30s", "how long each may wait", (q, v) -> q.maxTime = v)
            .notYet("maxBodyBytes");

    static final Section<RouteDraft> ALL = new Section<RouteDraft>()
            .key(
                    "domain",
                    Types.text("example.com"),
                    "any",
                    "the domain of the request",
                    (r, v) -> r.domain = present(v))
            .key("path", Types.text("/app"), "/", "the path, with all below it", (r, v) -> r.path = present(v))
            .required("target", TARGET, "where requests go", (r, v) -> r.target = v)
            .key("process", Types.PROCESS_ID, "none", "the process behind it", (r, v) -> r.process = present(v))
            .key("ssl", Types.YES_NO, "false", "whether it is served over HTTPS", (r, v) -> r.ssl = v)
            .key("sslRedirect", Types.YES_NO, "as ssl", "sends HTTP to HTTPS", (r, v) -> r.sslRedirect = present(v))
            .section("queue", QUEUE, "what may wait for the process", r -> r.queue)
            .key(
                    "connectTimeout",
                    DurationType.POSITIVE,
                    "5s",
                    "how long connecting may take",
                    (r, v) -> r.connectTimeout = present(v))
            .key(
                    "responseTimeout",
                    DurationType.POSITIVE,
                    "60s",
                    "how long the target may be silent",
                    (r, v) -> r.responseTimeout = present(v))
            .notYet("stripPath", "rewrite", "headers", "drainTimeout", "retry", "stickySessions", "websocket");

    private RouteKeys() {}

    private static <T> Optional<T> present(T value) {
        return Optional.of(value);
    }
}
