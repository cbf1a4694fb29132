package dev.upkeep.internal.config.rules;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Pointers;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.process.ProcessId;
import dev.upkeep.route.Cors;
import dev.upkeep.route.Route;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What must hold of routes, and between routes and processes. */
final class RouteRules {
    private static final Pattern DOMAIN =
            Pattern.compile("(\\*\\.)?[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?(\\.[a-z0-9_]([a-z0-9_-]*[a-z0-9_])?)*");
    private static final Pattern IPV6 = Pattern.compile("\\[[0-9a-f:.]+]");
    private static final Pattern PATH = Pattern.compile("/|(/[A-Za-z0-9._~!$&'()+,;=:@%-]+)+/?");
    private static final int LONGEST_DOMAIN = 253;
    private static final int LONGEST_PATH = 1024;

    private final Configuration configuration;
    private final List<Finding> findings = new ArrayList<>();
    private final Map<String, Integer> seen = new HashMap<>();

    private RouteRules(Configuration configuration) {
        this.configuration = configuration;
    }

    static List<Finding> check(Configuration configuration) {
        RouteRules rules = new RouteRules(configuration);
        List<Route> routes = configuration.proxy().routes();
        for (int i = 0; i < routes.size(); i++) {
            rules.check(routes.get(i), i);
        }
        return rules.findings;
    }

    private void check(Route route, int index) {
        String at = Pointers.child(Pointers.ROUTES, index);
        route.domain().ifPresent(d -> checkDomain(d, Pointers.child(at, "domain")));
        checkPath(route.path(), Pointers.child(at, "path"));
        checkTarget(route, Pointers.child(at, "target"));
        route.process().ifPresent(p -> checkProcess(p, Pointers.child(at, "process")));
        route.cors().ifPresent(c -> checkCors(c, Pointers.child(at, "cors")));
        checkSame(route, index, at);
    }

    private void checkDomain(String domain, String at) {
        boolean fits = domain.length() <= LONGEST_DOMAIN
                && (DOMAIN.matcher(domain).matches() || IPV6.matcher(domain).matches());
        if (fits) {
            return;
        }
        String help = "write `example.com`, or `*.example.com` for one label more";
        if (domain.equals("*")) {
            help = "leave `domain` out: the route then matches every domain";
        } else if (domain.contains("://") || domain.contains(":") || domain.contains("/")) {
            help = "write the name alone, without scheme, port or path";
        } else if (!domain.equals(domain.toLowerCase(Locale.ROOT))) {
            help = "write it in lower case";
        }
        findings.add(Finding.of(
                Code.INVALID_ROUTE, at, "`domain` is " + Words.quoted(domain) + ", which is no domain", help));
    }

    private void checkPath(String path, String at) {
        if (path.length() <= LONGEST_PATH && PATH.matcher(path).matches() && !path.matches(".*/\\.\\.?(/.*)?")) {
            return;
        }
        String help = "write a path such as `/app`: it matches everything below it, too";
        if (path.contains("?") || path.contains("#")) {
            help = "write the path alone, without `?` and `#`";
        } else if (path.matches("[A-Za-z0-9._-]+(/.*)?")) {
            help = "begin it with a slash: `/" + Words.printable(path) + "`";
        }
        findings.add(
                Finding.of(Code.INVALID_ROUTE, at, "`path` is " + Words.quoted(path) + ", which is no path", help));
    }

    private void checkTarget(Route route, String at) {
        Addresses.problemOfTarget(route.target())
                .ifPresent(problem -> findings.add(Finding.of(
                        Code.INVALID_URL, at, "`target` " + problem, "write it as `http://localhost:3000`")));
        String rest = String.valueOf(route.target().getRawPath());
        if (!rest.isEmpty() && !rest.equals("/") || route.target().getRawQuery() != null) {
            findings.add(Finding.of(
                    Code.INVALID_URL,
                    at,
                    "`target` has a path, which would not be used",
                    "remove it; to put it in the place of `path`, write `rewrite: " + Words.printable(rest) + "`"));
        }
    }

    private void checkProcess(ProcessId id, String at) {
        if (configuration.process(id).isEmpty()) {
            List<String> known = configuration.processes().keySet().stream()
                    .map(ProcessId::value)
                    .toList();
            findings.add(Finding.of(
                    Code.UNKNOWN_PROCESS,
                    at,
                    "there is no process " + Words.quoted(id.value()),
                    Words.nearest(id.value(), known)
                            .map(k -> "did you mean " + Words.quoted(k) + "?")
                            .orElse("define it in `processes.yaml`, or leave `process` out for a plain proxy route")));
        } else if (!configuration.process(id).map(ProcessSpec::enabled).orElse(true)) {
            findings.add(Finding.of(
                    Code.DISABLED_PROCESS,
                    at,
                    "process " + Words.quoted(id.value()) + " is disabled: requests to this route will be refused",
                    "set `enabled: true` for it, or remove the route"));
        }
    }

    /** To a browser that sends cookies, a star is a name like any other. */
    private void checkCors(Cors cors, String at) {
        boolean star = Stream.of(cors.origins(), cors.methods(), cors.headers(), cors.exposed())
                .anyMatch(names -> names.contains(Cors.ANY));
        if (cors.credentials() && star) {
            findings.add(Finding.of(
                    Code.INVALID_VALUE,
                    Pointers.child(at, "credentials"),
                    "`credentials` and `*` do not go together: browsers refuse it",
                    "name what is meant by `*`, or set `credentials: false`"));
        }
    }

    private void checkSame(Route route, int index, String at) {
        String path = route.path().length() > 1 && route.path().endsWith("/")
                ? route.path().substring(0, route.path().length() - 1)
                : route.path();
        String requests = route.domain().orElse("").toLowerCase(Locale.ROOT) + path;
        Integer first = seen.putIfAbsent(requests, index);
        if (first != null) {
            findings.add(Finding.of(
                            Code.SAME_ROUTE,
                            at,
                            "route " + (index + 1) + " matches the same requests as route " + (first + 1),
                            "change `domain` or `path` of one of them, or remove it")
                    .with(Pointers.child(Pointers.ROUTES, first)));
        }
    }
}
