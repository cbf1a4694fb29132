package dev.upkeep.internal.config.rules;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Pointers;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.route.Route;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.Ports;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProxySpec;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** No port may be used twice, and whoever names the port of a process must name the same. */
final class PortRules {
    /** Who listens on a port: the path of the setting, and its name for people. */
    private record Use(String path, String name) {}

    private final Configuration configuration;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<Integer, Use> uses = new HashMap<>();

    private PortRules(Configuration configuration) {
        this.configuration = configuration;
    }

    static List<Finding> check(Configuration configuration) {
        PortRules rules = new PortRules(configuration);
        rules.checkListeners();
        configuration.processes().values().forEach(rules::checkProcess);
        List<Route> routes = configuration.proxy().routes();
        for (int i = 0; i < routes.size(); i++) {
            rules.checkTarget(routes.get(i), Pointers.child(Pointers.child(Pointers.ROUTES, i), "target"));
        }
        return rules.findings;
    }

    private void checkListeners() {
        ProxySpec proxy = configuration.proxy();
        listen("port", proxy.port());
        if (proxy.routes().stream().anyMatch(Route::ssl)) {
            listen("httpsPort", proxy.httpsPort());
        }
        listen("managementPort", proxy.managementPort());
        checkHost(proxy.host());
    }

    private void checkHost(String host) {
        if (host.isBlank()) {
            findings.add(Finding.of(
                    Code.EMPTY_VALUE, "/host", "`host` is empty", "write an address, e.g. `0.0.0.0` for all"));
        } else if (!Addresses.isHost(host)) {
            findings.add(Finding.of(
                    Code.INVALID_VALUE,
                    "/host",
                    "`host` is " + Words.quoted(host) + ", which is no address",
                    "write an IP address or a name of this machine, e.g. `127.0.0.1`, or `0.0.0.0` for all"));
        }
    }

    private void listen(String key, int port) {
        if (port < 0 || port > 65535) {
            findings.add(Finding.of(
                    Code.INVALID_VALUE,
                    "/" + key,
                    Words.quoted(key) + " is `" + port + "`, which is out of range",
                    "write a number from 0 to 65535; 0 takes any free port"));
        } else if (port > 0) {
            use(port, new Use("/" + key, Words.quoted(key) + " of the proxy"));
        }
    }

    private void use(int port, Use use) {
        Use first = uses.putIfAbsent(port, use);
        if (first != null) {
            findings.add(Finding.of(
                            Code.SHARED_PORT,
                            use.path(),
                            "port " + port + " is used twice: as " + use.name() + " and as " + first.name(),
                            "choose another port for one of them")
                    .with(first.path()));
        }
    }

    private void checkProcess(ProcessSpec process) {
        String at = Pointers.process(process.id());
        if (process.enabled()) {
            process.ports().ifPresent(ports -> useAll(process, ports));
        }
        Optional<Integer> port = port(process);
        if (port.isEmpty()) {
            return;
        }
        if (process.enabled() && process.ports().isEmpty()) {
            String name = "`PORT` of process " + Words.quoted(process.id().value());
            use(port.get(), new Use(Pointers.child(Pointers.child(at, "env"), "PORT"), name));
        }
        ProbeRules.all(process)
                .forEach((key, check) -> check.flatMap(PortRules::url)
                        .filter(url -> contradicts(url, port.get()))
                        .ifPresent(url -> findings.add(mismatch(
                                Pointers.child(Pointers.child(at, key), "url"),
                                Words.quoted(key) + " of process "
                                        + Words.quoted(process.id().value()),
                                Addresses.port(url),
                                port.get()))));
    }

    /** The one that it is told, if that is known and always the same; 0 if it is not. */
    private static Optional<Integer> port(ProcessSpec process) {
        return process.givenPorts()
                .map(ports -> Optional.of(ports.isFixed() ? ports.first() : 0))
                .orElseGet(() -> Addresses.port(process.command().environment()));
    }

    /** Of a range, the first that is used twice is enough to say. */
    private void useAll(ProcessSpec process, Ports ports) {
        String name = "`port` of process " + Words.quoted(process.id().value());
        Use use = new Use(Pointers.child(Pointers.process(process.id()), "port"), name);
        int before = findings.size();
        for (int port = ports.first(); !ports.isAuto() && port <= ports.last() && findings.size() == before; port++) {
            use(port, use);
        }
    }

    private static Optional<URI> url(HealthCheck check) {
        return check.probe() instanceof Probe.Http http ? Optional.of(http.url()) : Optional.empty();
    }

    private void checkTarget(Route route, String at) {
        if (!Addresses.isLoopback(route.target())) {
            return;
        }
        int port = Addresses.port(route.target());
        Optional.ofNullable(uses.get(port))
                .filter(u -> !Pointers.isOfProcesses(u.path()))
                .ifPresent(u -> findings.add(Finding.of(
                                Code.ROUTE_TO_ITSELF,
                                at,
                                "`target` leads back to Upkeep: port " + port + " is " + u.name(),
                                "write the port that the backend listens on")
                        .with(u.path())));
        route.process()
                .flatMap(configuration::process)
                .flatMap(PortRules::port)
                .filter(p -> p != 0 && contradicts(route.target(), p))
                .ifPresent(p ->
                        findings.add(mismatch(at, "the target of " + Pointers.name(Pointers.parent(at)), port, p)));
    }

    private static boolean contradicts(URI url, int port) {
        return Addresses.isLoopback(url) && url.getPort() != 0 && Addresses.port(url) != port;
    }

    private static Finding mismatch(String at, String what, int port, int expected) {
        if (expected == 0) {
            return Finding.of(
                    Code.PORT_MISMATCH,
                    at,
                    what + " has port " + port + ", but each instance has its own",
                    "write a path alone, or `${PORT}` in place of the port");
        }
        return Finding.of(
                Code.PORT_MISMATCH,
                at,
                what + " has port " + port + ", but `PORT` in its `env` is " + expected,
                "use the same port in both places, if the process listens on `PORT`");
    }
}
