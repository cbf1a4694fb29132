import dev.upkeep.route.Route;
import dev.upkeep.route.RouteTable;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** How long it takes to find the route of a request, by how many routes there are. Each is asked for as often as any other. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(1)
@Warmup(iterations = 20, time = 50, timeUnit = TimeUnit.MILLISECONDS)
@Measurement(iterations = 100, time = 10, timeUnit = TimeUnit.MILLISECONDS)
public class RouteLookup {
    /** As many requests are asked in turn, whatever the number of routes: their own memory is the same for all. */
    private static final int REQUESTS = 1024;

    /** By what a route is found. */
    public enum By {
        /** By the very name. */
        EXACT(i -> "www.shop" + i + ".example", i -> "/", i -> "www.shop" + i + ".example", i -> "/cart/7"),
        /** By a wildcard, after the very name was looked for. */
        WILDCARD(i -> "*.shop" + i + ".example", i -> "/", i -> "www.shop" + i + ".example", i -> "/cart/7"),
        /** By the path, all under one name. */
        PREFIX(i -> "www.example", i -> "/team" + i + "/app", i -> "www.example", i -> "/team" + i + "/app/cart/7"),
        /** Not at all. */
        NONE(i -> "www.shop" + i + ".example", i -> "/", i -> "www.other" + i + ".example", i -> "/cart/7");

        private final IntFunction<String> domain;
        private final IntFunction<String> path;
        private final IntFunction<String> askedHost;
        private final IntFunction<String> askedPath;

        By(
                IntFunction<String> domain,
                IntFunction<String> path,
                IntFunction<String> askedHost,
                IntFunction<String> askedPath) {
            this.domain = domain;
            this.path = path;
            this.askedHost = askedHost;
            this.askedPath = askedPath;
        }

        Route route(int i) {
            return Route.builder(URI.create("http://127.0.0.1:3000"))
                    .domain(domain.apply(i))
                    .path(path.apply(i))
                    .build();
        }
    }

    @Param
    public By by;

    @Param({"1", "10", "100", "1000", "10000"})
    public int routes;

    private final String[] hosts = new String[REQUESTS];
    private final String[] paths = new String[REQUESTS];
    private RouteTable table;
    private int next;

    @Setup
    public void make() {
        table = new RouteTable(IntStream.range(0, routes).mapToObj(by::route).toList());
        Random random = new Random(1);
        for (int i = 0; i < REQUESTS; i++) {
            int route = random.nextInt(routes);
            hosts[i] = by.askedHost.apply(route);
            paths[i] = by.askedPath.apply(route);
            requireRight(table.lookup(hosts[i], paths[i]), route);
        }
    }

    /** A lookup that finds the wrong route fast is worth nothing. */
    private void requireRight(Optional<Route> found, int expected) {
        List<String> wanted = by == By.NONE ? List.of() : List.of(by.path.apply(expected));
        if (!found.map(Route::path).stream().toList().equals(wanted)) {
            throw new IllegalStateException("found " + found + " for " + by + " " + expected);
        }
    }

    @Benchmark
    public Optional<Route> lookup() {
        int i = next++ & (REQUESTS - 1);
        return table.lookup(hosts[i], paths[i]);
    }
}
