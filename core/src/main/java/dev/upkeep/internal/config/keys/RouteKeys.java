package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.schema.DurationType;
import dev.upkeep.internal.config.schema.Key;
import dev.upkeep.internal.config.schema.Section;
import dev.upkeep.internal.config.schema.SingleType;
import dev.upkeep.internal.config.schema.Type;
import dev.upkeep.internal.config.schema.Types;
import dev.upkeep.internal.config.yaml.Scalar;
import dev.upkeep.internal.config.yaml.Unfit;
import dev.upkeep.route.Balancing.Policy;
import dev.upkeep.route.RequestRules;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** The keys of a route. */
final class RouteKeys {
    private static final Type<URI> TARGET =
            SingleType.of("an address", "http://localhost:3000", Urls::target, Scalar.Kind.TEXT);

    private static final Section<RouteDraft.Queue> QUEUE = new Section<RouteDraft.Queue>()
            .key("maxSize", Types.whole(0, 1_000_000, "1000"), "1000", "how many may wait", (q, v) -> q.maxSize = v)
            .key("maxTime", DurationType.ANY, "30s", "how long each may wait", (q, v) -> q.maxTime = v)
            .notYet("maxBodyBytes");

    private static final Section<FieldsDraft> FIELDS = new Section<FieldsDraft>()
            .key("set", FieldsDraft.SET, "{}", "fields that are put in the place of what is there", (f, v) -> f.set = v)
            .key("remove", FieldsDraft.REMOVE, "[]", "fields that are taken away", (f, v) -> f.removed = Set.copyOf(v));

    private static final Section<RouteDraft> HEADERS = new Section<RouteDraft>()
            .section("request", FIELDS, "of requests", r -> r.requestFields)
            .section("response", FIELDS, "of answers", r -> r.answerFields);

    private static final Section<RouteDraft> RETRY = new Section<RouteDraft>()
            .key("attempts", Types.whole(0, 100, "3"), "3", "how often at most", (r, v) -> r.attempts = v);

    private static final Type<Policy> BALANCE = Types.word(
            "`least-requests` or `round-robin`",
            new TreeMap<>(Map.of("least-requests", Policy.LEAST_REQUESTS, "round-robin", Policy.ROUND_ROBIN)));

    private static final Key<RouteDraft> STRIP = Key.of(
            "stripPath",
            Types.YES_NO,
            "false",
            "whether `path` is taken away from what the target is asked for",
            (r, v) -> r.strip = v);

    private static final Type<String> PREFIX = SingleType.of("a path", "/v2", RouteKeys::prefix, Scalar.Kind.TEXT);

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
            .key(
                    "drainTimeout",
                    DurationType.ANY,
                    "30s",
                    "how long requests may take before their instance is stopped",
                    (r, v) -> r.drainTimeout = present(v))
            .key("balance", BALANCE, "least-requests", "which instance is next", (r, v) -> r.balance = v)
            .key(
                    "slowStart",
                    DurationType.ANY,
                    "0",
                    "how long a new instance gets fewer requests",
                    (r, v) -> r.slowStart = v)
            .section("retry", RETRY, "what is sent again", r -> r)
            .key(
                    "websocket",
                    Types.YES_NO,
                    "true",
                    "whether connections may become WebSockets, or tunnels for another protocol",
                    (r, v) -> r.websocket = v)
            .key(STRIP)
            .key(
                    "rewrite",
                    PREFIX,
                    "the path is kept",
                    "a path that takes the place of `path` in what the target is asked for",
                    (r, v) -> r.rewrite = present(v))
            .section("headers", HEADERS, "what is changed in headers", r -> r)
            .key(
                    "hsts",
                    DurationType.ANY,
                    "not told",
                    "for how long browsers are told to use HTTPS only",
                    (r, v) -> r.hsts = present(v))
            .section("cors", CorsKeys.ALL, "which pages of other origins may read answers", RouteKeys::cors)
            .notYet("stickySessions");

    private RouteKeys() {}

    private static String prefix(String text) throws Unfit {
        if (text.startsWith("/") && RequestRules.isWellFormed(text) && text.indexOf('?') < 0) {
            return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
        }
        throw new Unfit(
                Code.INVALID_VALUE,
                "is " + Words.quoted(text) + ", which is no path",
                "write a path such as `/v2`, with other characters than visible ASCII percent-encoded");
    }

    private static CorsKeys.Draft cors(RouteDraft route) {
        CorsKeys.Draft draft = new CorsKeys.Draft();
        route.cors = Optional.of(draft);
        return draft;
    }

    private static <T> Optional<T> present(T value) {
        return Optional.of(value);
    }
}
