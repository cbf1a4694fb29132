package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.schema.Section;
import dev.upkeep.internal.config.schema.SingleType;
import dev.upkeep.internal.config.schema.Type;
import dev.upkeep.internal.config.schema.Types;
import dev.upkeep.internal.config.yaml.Scalar;
import dev.upkeep.internal.config.yaml.Unfit;
import dev.upkeep.route.AccessLog;
import dev.upkeep.route.Networks;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The keys of {@code proxy.yaml}. */
final class ProxyKeys {
    private static final Type<Integer> PORT = Types.whole(0, 65535, "8080");

    private static final Type<AccessLog> LOG = Types.word(
            "`off`, `combined` or `json`",
            Stream.of(AccessLog.values())
                    .collect(Collectors.toMap(
                            form -> form.name().toLowerCase(Locale.ROOT),
                            form -> form,
                            (a, b) -> a,
                            LinkedHashMap::new)));

    private static final Type<Networks.Block> NETWORK =
            SingleType.of("an address or a network", "10.0.0.0/8", ProxyKeys::network, Scalar.Kind.TEXT);

    static final Section<ProxyDraft> ALL = new Section<ProxyDraft>()
            .key(ListKey.of("routes", "where requests go", RouteKeys.ALL, p -> p.routes, RouteDraft::new))
            .key("host", Types.text("127.0.0.1"), "0.0.0.0", "the address it binds", (p, v) -> p.host = v)
            .key("port", PORT, "8080", "for HTTP; 0 takes any free one", (p, v) -> p.port = v)
            .key("httpsPort", PORT, "8443", "for HTTPS, if a route has `ssl`", (p, v) -> p.httpsPort = v)
            .key("managementPort", PORT, "9900", "for the REST interface", (p, v) -> p.managementPort = v)
            .key(
                    "processConfigFile",
                    Types.path("./processes.yaml"),
                    "processes.yaml",
                    "the file with the processes",
                    (p, v) -> p.processConfigFile = Optional.of(v))
            .key(
                    "trustedProxies",
                    Types.list("a list of addresses and networks", "[10.0.0.0/8]", NETWORK),
                    "[]",
                    "proxies in front that are believed what they say of their clients",
                    (p, v) -> p.trusted = v)
            .key("accessLog", LOG, "off", "what is logged of each request", (p, v) -> p.accessLog = v)
            .section("limits", ClientLimitKeys.ALL, "how much clients may take", p -> p.clients)
            .section("management", TokenKeys.ALL, "who may use the REST interface", p -> p.tokens)
            .section("tls", TlsKeys.ALL, "what HTTPS shows to clients", p -> p)
            .elsewhere("processes", "move it to `processes.yaml`");

    private ProxyKeys() {}

    private static Networks.Block network(String text) throws Unfit {
        return Networks.block(text)
                .orElseThrow(() -> new Unfit(
                        Code.INVALID_VALUE,
                        "is " + Words.quoted(text) + ", which is no address",
                        "write an address, or a network such as `10.0.0.0/8` or `fd00::/8`"));
    }
}
