package dev.upkeep.rest.internal.gate;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Refused;
import java.net.URLDecoder;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A request target that nobody can read in two ways: no escapes, no empty or dotted segments, no parameters within the
 * path. Servers differ in what they make of those, so they end here.
 *
 * @param path as sent
 * @param parameters of the query, decoded; each was sent once
 */
public record Target(String path, Map<String, String> parameters) {
    private static final int LONGEST = 2048;
    private static final Pattern PATH = Pattern.compile("/|(?:/[A-Za-z0-9._-]++)++/?");

    /** Refuses what is not such a target. */
    public static Target parse(String raw) {
        String path = validPath(raw).orElseThrow(() -> new Refused(Problem.badPath()));
        String query = raw.length() > path.length() ? raw.substring(path.length() + 1) : "";
        return new Target(path, parameters(query));
    }

    /** The path of a raw target, if it is valid, whatever the query. */
    public static Optional<String> validPath(String raw) {
        if (raw.length() > LONGEST) {
            return Optional.empty();
        }
        String path = raw.split("\\?", 2)[0];
        return Optional.of(path).filter(p -> PATH.matcher(p).matches() && !hasDots(p));
    }

    /** The parts between the slashes; the last is empty if the path ends with one. */
    public List<String> segments() {
        return List.of(path.substring(1).split("/", -1));
    }

    public Optional<String> parameter(String name) {
        return Optional.ofNullable(parameters.get(name));
    }

    /** Whether a parameter says yes; refuses one that says neither yes nor no. */
    public boolean isSet(String name) {
        String text = parameter(name).orElse("false");
        if (!text.equals("true") && !text.equals("false")) {
            throw new Refused(Problem.badParameter(name, "true or false"));
        }
        return text.equals("true");
    }

    private static boolean hasDots(String path) {
        return List.of(path.split("/")).stream().anyMatch(s -> s.equals(".") || s.equals(".."));
    }

    private static Map<String, String> parameters(String query) {
        Map<String, String> parameters = new LinkedHashMap<>();
        for (String pair : query.isEmpty() ? new String[0] : query.split("&", -1)) {
            int equals = pair.indexOf('=');
            String name = decoded(equals < 0 ? pair : pair.substring(0, equals));
            String value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
            if (parameters.put(name, value) != null) {
                throw new Refused(Problem.badParameter(name, "it once"));
            }
        }
        return parameters;
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, UTF_8);
        } catch (IllegalArgumentException e) {
            throw new Refused(Problem.badParameter(text, "percent-encoded UTF-8"));
        }
    }
}
