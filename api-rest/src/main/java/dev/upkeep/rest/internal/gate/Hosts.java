package dev.upkeep.rest.internal.gate;

import dev.upkeep.rest.http.ApiRequest;
import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Refused;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The names that requests may be sent to. A name that somebody else's DNS points at this machine is not among them, so a
 * web page can't reach the interface by calling it its own server.
 */
final class Hosts {
    private static final List<String> LOOPBACK = List.of("localhost", "127.0.0.1", "[::1]");
    private static final String NAME = "(\\[[0-9A-Fa-f:.]{2,45}]|[A-Za-z0-9.-]{1,253})";
    private static final Pattern HOST = Pattern.compile(NAME + "(?::[0-9]{1,5})?");

    private final Set<String> names = new HashSet<>(LOOPBACK);

    Hosts(Collection<String> more) {
        for (String name : more) {
            if (!name.matches(NAME)) {
                throw new IllegalArgumentException(
                        "host: " + name + " (expected: a name or address as in a Host header, without port)");
            }
            names.add(name.toLowerCase(Locale.ROOT));
        }
    }

    /** Refuses a request that is not sent to exactly one of these names. */
    void check(ApiRequest request) {
        List<String> sent = request.header("host");
        if (sent.size() != 1 || !isAllowed(sent.get(0))) {
            throw new Refused(Problem.hostNotAllowed());
        }
    }

    private boolean isAllowed(String host) {
        Matcher matcher = HOST.matcher(host);
        return matcher.matches() && names.contains(matcher.group(1).toLowerCase(Locale.ROOT));
    }
}
