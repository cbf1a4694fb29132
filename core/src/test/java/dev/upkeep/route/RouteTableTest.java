package dev.upkeep.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.route.RequestRules.Checked.Accepted;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RouteTableTest {
    private static final RouteTable TABLE = new RouteTable(List.of(
            route("a.example", "/"),
            route("a.example", "/app1"),
            route("a.example", "/app1/deep/er"),
            route("b.example", "/only"),
            route("*.example", "/"),
            route("*.example", "/app2/"),
            route("[::1]", "/v6"),
            route("::2", "/v6"),
            route("CAPS.Example.", "/café"),
            route("", "/any"),
            route("", "/@scope")));

    @ParameterizedTest
    @CsvSource({
        "a.example, /, a.example /",
        "a.example, /x, a.example /",
        "a.example, /app1, a.example /app1",
        "a.example, /app1/, a.example /app1",
        "a.example, /app1/x, a.example /app1",
        "a.example, /app1?x=/app1/deep/er, a.example /app1",
        "a.example, /app10, a.example /",
        "a.example, /app1.html, a.example /",
        "a.example, /APP1, a.example /",
        "a.example, //app1//x, a.example /app1",
        "a.example, /%61pp1/x, a.example /app1",
        "a.example, /app1/deep, a.example /app1",
        "a.example, /app1/deep/er, a.example /app1/deep/er",
        "a.example, /app1/deep/er/x, a.example /app1/deep/er",
        "a.example, /app1/deep/erx, a.example /app1",
        "A.Example:8080, /app1, a.example /app1",
        "a.example., /app1, a.example /app1",
        "b.example, /only, b.example /only",
        "b.example, /, *.example /",
        "b.example, /app2, *.example /app2/",
        "c.example, /app2/x, *.example /app2/",
        "example, /any, ' /any'",
        "x.y.example, /any, ' /any'",
        "[::1]:8080, /v6, [::1] /v6",
        "[::2], /v6, ::2 /v6",
        "[::3], /any/x, ' /any'",
        "caps.example, /caf%C3%A9, CAPS.Example. /café",
        "caps.example, /caf%c3%a9/x, CAPS.Example. /café",
        "nowhere, /%40scope%2Fpackage, ",
        "nowhere, /%40scope/a%2Fb, ' /@scope'",
        "nowhere, /, ",
    })
    void theMostSpecificRouteIsFound(String authority, String target, String expected) {
        assertThat(found(authority, target)).isEqualTo(Optional.ofNullable(expected));
    }

    private static Optional<String> found(String authority, String target) {
        Accepted asked = (Accepted) RequestRules.check(new RequestHead("GET", false, authority, target, false));
        return TABLE.lookup(asked.host(), asked.path()).map(r -> r.domain().orElse("") + " " + r.path());
    }

    @Test
    void theFirstOfTwoEqualRoutesCounts() {
        Route first = Route.builder(URI.create("http://localhost:1")).path("/a").build();
        Route second =
                Route.builder(URI.create("http://localhost:2")).path("/a/").build();

        assertThat(new RouteTable(List.of(first, second)).lookup("h", "/a")).contains(first);
    }

    @Test
    void tenThousandRoutesAreAllFound() {
        List<Route> routes = new ArrayList<>();
        IntStream.range(0, 10_000).forEach(i -> routes.add(route("h" + i % 100, "/app" + i)));
        RouteTable table = new RouteTable(routes);

        assertThat(routes)
                .allMatch(r -> table.lookup(r.domain().get(), r.path() + "/x").get() == r);
    }

    private static Route route(String domain, String path) {
        Route.Builder builder =
                Route.builder(URI.create("http://localhost:3000")).path(path);
        return domain.isEmpty() ? builder.build() : builder.domain(domain).build();
    }
}
