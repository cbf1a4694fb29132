package dev.upkeep.route;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * All routes, arranged for looking up. The exact domain comes first, then the wildcard that covers the host, then the routes
 * of any domain; within a domain the longest path. A domain whose paths do not match leaves the request to the next.
 * Immutable; a look-up costs the same for one route and for ten thousand.
 */
public final class RouteTable {
    private final List<Route> routes;
    private final Map<String, PrefixTable> exact;
    private final Map<String, PrefixTable> wildcard;
    private final PrefixTable any;

    /**
     * Arranges routes. Of two with the same domain and path the first counts.
     *
     * @param routes in any order
     */
    public RouteTable(List<Route> routes) {
        this.routes = List.copyOf(routes);
        Map<String, List<Route>> byDomain = new HashMap<>();
        for (Route route : routes) {
            String domain = route.domain().map(RouteTable::normalised).orElse("");
            byDomain.computeIfAbsent(domain, d -> new ArrayList<>()).add(route);
        }
        any = new PrefixTable(byDomain.getOrDefault("", List.of()));
        byDomain.remove("");
        Map<String, PrefixTable> exactly = new HashMap<>();
        Map<String, PrefixTable> below = new HashMap<>();
        byDomain.forEach((domain, ofDomain) -> (domain.startsWith("*.") ? below : exactly)
                .put(domain.startsWith("*.") ? domain.substring(2) : domain, new PrefixTable(ofDomain)));
        exact = Map.copyOf(exactly);
        wildcard = Map.copyOf(below);
    }

    private static String normalised(String domain) {
        String lower = domain.toLowerCase(Locale.ROOT);
        String bare = lower.endsWith(".") ? lower.substring(0, lower.length() - 1) : lower;
        return bare.contains(":") && !bare.startsWith("[") ? "[" + bare + "]" : bare;
    }

    /**
     * All routes.
     *
     * @return in the order in which they were given
     */
    public List<Route> routes() {
        return routes;
    }

    /**
     * The route for a request.
     *
     * @param host as in {@link RequestRules.Checked.Accepted}
     * @param path as there
     * @return the route that fits best, if any fits
     */
    public Optional<Route> lookup(String host, String path) {
        @Nullable Route found = find(exact.get(host), path);
        int dot = host.indexOf('.');
        if (found == null && dot >= 0 && !wildcard.isEmpty()) {
            found = find(wildcard.get(host.substring(dot + 1)), path);
        }
        return Optional.ofNullable(found == null ? any.find(path) : found);
    }

    private static @Nullable Route find(@Nullable PrefixTable table, String path) {
        return table == null ? null : table.find(path);
    }
}
