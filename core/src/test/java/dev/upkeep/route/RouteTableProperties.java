package dev.upkeep.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RouteTableProperties {
    @Property
    void theTableFindsWhatLookingAtEachRouteFinds(
            @ForAll("routes") List<Route> routes, @ForAll("hosts") String host, @ForAll("paths") String path) {
        assertThat(new RouteTable(routes).lookup(host, path)).isEqualTo(slowly(routes, host, path));
    }

    private static Optional<Route> slowly(List<Route> routes, String host, String path) {
        List<Predicate<String>> groups = List.of(
                domain -> domain.equals(host),
                domain -> domain.startsWith("*.")
                        && host.endsWith(domain.substring(1))
                        && host.indexOf('.') == host.length() - domain.length() + 1,
                String::isEmpty);
        return groups.stream()
                .flatMap(group -> routes.stream()
                        .filter(route -> group.test(route.domain().orElse("")))
                        .filter(route -> (path + "/").startsWith(route.path().equals("/") ? "/" : route.path() + "/"))
                        .max(Comparator.<Route>comparingInt(r -> r.path().length())
                                .thenComparing(routes::indexOf, Comparator.reverseOrder()))
                        .stream())
                .findFirst();
    }

    @Provide
    Arbitrary<List<Route>> routes() {
        Arbitrary<String> domains = Arbitraries.of("", "b", "a.b", "x.a.b", "*.b", "*.a.b", "*.x.a.b");
        Arbitrary<Integer> ports = Arbitraries.integers().between(1, 9);
        return Combinators.combine(domains, paths(), ports)
                .as((domain, path, port) -> {
                    Route.Builder route = Route.builder(URI.create("http://localhost:" + port))
                            .path(path);
                    return domain.isEmpty()
                            ? route.build()
                            : route.domain(domain).build();
                })
                .list()
                .ofMaxSize(30);
    }

    @Provide
    Arbitrary<String> hosts() {
        return Arbitraries.of("b", "a.b", "c.b", "x.a.b", "y.a.b", "y.x.a.b", "z.y.x.a.b", "localhost", "[::1]");
    }

    @Provide
    Arbitrary<String> paths() {
        return Arbitraries.of("a", "b", "ab", "a.b", "aa")
                .list()
                .ofMaxSize(4)
                .map(segments -> "/" + String.join("/", segments));
    }
}
