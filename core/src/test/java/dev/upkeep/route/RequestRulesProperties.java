package dev.upkeep.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.route.RequestRules.Checked;
import dev.upkeep.route.RequestRules.Checked.Accepted;
import java.net.URI;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class RequestRulesProperties {
    private static final RouteTable TABLE =
            new RouteTable(List.of(route("/"), route("/a"), route("/a/b"), route("/a/b/c"), route("/b")));

    /** In the ways in which servers are known to differ, alone and together. */
    @Property(tries = 10_000)
    void whateverAnUpstreamReadsLiesBelowTheRouteThatWasMatched(@ForAll("targets") String target) {
        Optional<Route> route = accepted(target);

        route.ifPresent(found -> assertThat(readings(target))
                .allSatisfy(path -> assertThat(TABLE.lookup("h", path))
                        .as(target + " read as " + path)
                        .contains(found)));
    }

    @Property
    void noTextIsTooStrange(@ForAll String method, @ForAll String authority, @ForAll String target) {
        assertThat(check(method, authority, target)).isNotNull();
        assertThat(check("GET", "h", "/" + target)).isNotNull();
        assertThat(RequestPath.ofRoute("/" + target)).isNotNull();
    }

    @Property
    void readingAPathAgainChangesNothing(@ForAll("targets") String target) {
        if (check("GET", "h", target) instanceof Accepted accepted
                && accepted.path().matches("[a-z/;.]*")) {
            Accepted again = (Accepted) check("GET", "h", accepted.path());
            assertThat(again.path()).isEqualTo(accepted.path());
        }
    }

    private static Optional<Route> accepted(String target) {
        return check("GET", "h", target) instanceof Accepted accepted
                ? TABLE.lookup(accepted.host(), accepted.path())
                        .filter(route -> TABLE.lookup(accepted.host(), accepted.loosePath())
                                .equals(Optional.of(route)))
                : Optional.empty();
    }

    private static Checked check(String method, String authority, String target) {
        return RequestRules.check(new RequestHead(method, false, authority, target, false));
    }

    private static List<String> readings(String target) {
        String raw = target.split("\\?", 2)[0];
        List<String> readings = new ArrayList<>();
        for (String early : List.of(raw, cut(raw))) {
            for (String decoded : List.of(decode(early), decode(early.replaceAll("(?i)%2f", "%252F")))) {
                for (String late : List.of(decoded, cut(decoded), decoded.replace('\\', '/'))) {
                    readings.add(resolve(late));
                }
            }
        }
        return readings;
    }

    private static String cut(String path) {
        return path.replaceAll(";[^/]*", "");
    }

    private static String decode(String path) {
        StringBuilder decoded = new StringBuilder();
        for (int i = 0; i < path.length(); i++) {
            boolean escape = path.charAt(i) == '%';
            decoded.append(escape ? (char) Integer.parseInt(path.substring(i + 1, i + 3), 16) : path.charAt(i));
            i += escape ? 2 : 0;
        }
        return decoded.toString();
    }

    private static String resolve(String path) {
        Deque<String> segments = new ArrayDeque<>();
        for (String segment : path.split("/")) {
            if (segment.equals("..")) {
                segments.pollLast();
            } else if (!segment.isEmpty() && !segment.equals(".")) {
                segments.addLast(segment);
            }
        }
        return "/" + String.join("/", segments);
    }

    private static Route route(String path) {
        return Route.builder(URI.create("http://localhost:3000")).path(path).build();
    }

    @Provide
    Arbitrary<String> targets() {
        return Arbitraries.of(
                        "/", "/", "/", "a", "b", "c", "/a", "/b", "%61", "%2f", "%2F", "..", ".", "%2e", "%2E%2e", ";",
                        ";x", "%3b", "%5c", "\\", "%25", "%252e", "%00", "%", "?", "%3F", "%20", "%c3%a9", "=", "@")
                .list()
                .ofMaxSize(9)
                .map(parts -> "/" + String.join("", parts));
    }
}
