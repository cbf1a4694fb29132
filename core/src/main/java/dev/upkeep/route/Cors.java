package dev.upkeep.route;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;

/**
 * Which pages of other origins may read what a route answers, and how they may ask, by the <a
 * href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch standard</a>. What the target itself says of that is taken
 * out of its answers, and it is never asked beforehand.
 *
 * @param origins such as {@code https://app.example.com}, as browsers write them; {@code *} for all
 * @param methods beside those that need no asking; {@code *} for all; default none
 * @param headers fields of requests beside those that need no asking; {@code *} for all but {@code Authorization}; default
 *     none
 * @param exposed fields of answers that a page may read beside those that it always may; {@code *} for all; default none
 * @param credentials whether cookies and the like may come with a request; no {@code *} anywhere then; default false
 * @param maxAge how long a browser may remember what it was told; default: it decides itself, mostly 5 s
 */
public record Cors(
        List<String> origins,
        List<String> methods,
        List<String> headers,
        List<String> exposed,
        boolean credentials,
        Optional<Duration> maxAge) {
    /** Stands for all. */
    public static final String ANY = "*";

    private static final Pattern ORIGIN = Pattern.compile("[a-z][a-z0-9+.-]*://[a-z0-9._~\\[\\]:-]+");

    private static final String ALLOW = "Access-Control-Allow-";
    private static final String EXPOSE = "Access-Control-Expose-Headers";

    private static final Set<String> ALL_FIELDS = Set.of(
            ALLOW + "Origin",
            ALLOW + "Methods",
            ALLOW + "Headers",
            ALLOW + "Credentials",
            EXPOSE,
            "Access-Control-Max-Age");

    /** Copies the lists; refuses what could not be told to a browser, with {@link IllegalArgumentException}. */
    public Cors {
        origins = List.copyOf(origins);
        methods = List.copyOf(methods);
        headers = List.copyOf(headers);
        exposed = List.copyOf(exposed);
        for (String origin : origins) {
            require("origins", origin, isOrigin(origin));
        }
        for (List<String> names : List.of(methods, headers, exposed)) {
            names.forEach(name -> require("methods, headers, exposed", name, FieldEdits.isToken(name)));
        }
    }

    private static void require(String key, String value, boolean fits) {
        if (!fits) {
            throw new IllegalArgumentException(key + ": \"" + value + "\" (expected: as a browser writes it)");
        }
    }

    /**
     * Whether a text can be an origin.
     *
     * @param text to look at
     * @return true for {@code *}, and for scheme, host and perhaps port in lower case
     */
    public static boolean isOrigin(String text) {
        return text.equals(ANY) || ORIGIN.matcher(text).matches();
    }

    /**
     * Whether all pages are meant.
     *
     * @return true if one of the origins is {@code *}
     */
    public boolean isForAll() {
        return origins.contains(ANY);
    }

    /** The answer to a browser that asks whether a page may make a request; empty if a request is no such question. */
    Optional<Routing> preflight(RequestHead head) {
        boolean asked = head.method().equals("OPTIONS")
                && head.crossOrigin().flatMap(CrossOrigin::method).isPresent();
        return asked ? Optional.of(new Routing.Answer(204, permission(head))) : Optional.empty();
    }

    private Map<String, String> permission(RequestHead head) {
        Map<String, String> fields = new LinkedHashMap<>();
        allowOrigin(head, fields);
        if (!fields.isEmpty()) {
            list(ALLOW + "Methods", methods, fields);
            list(ALLOW + "Headers", headers, fields);
            maxAge.ifPresent(age -> fields.put("Access-Control-Max-Age", Long.toString(age.toSeconds())));
        }
        if (!isForAll()) {
            fields.put("Vary", "Origin");
        }
        return fields;
    }

    /** What is changed in an answer of the target, with what the route changes anyway, which comes last. */
    FieldEdits edits(RequestHead head, FieldEdits route) {
        Map<String, String> set = new LinkedHashMap<>();
        allowOrigin(head, set);
        if (!set.isEmpty()) {
            list(EXPOSE, exposed, set);
        }
        set.putAll(route.set());
        Set<String> removed = new TreeSet<>(route.removed());
        removed.addAll(ALL_FIELDS);
        return new FieldEdits(set, removed, isForAll() ? Map.of() : Map.of("Vary", "Origin"));
    }

    /** Says nothing to a page that may not. */
    private void allowOrigin(RequestHead head, Map<String, String> fields) {
        Optional<String> origin = isForAll()
                ? Optional.of(ANY)
                : head.crossOrigin().map(CrossOrigin::origin).filter(origins::contains);
        origin.ifPresent(allowed -> {
            fields.put(ALLOW + "Origin", allowed);
            if (credentials) {
                fields.put(ALLOW + "Credentials", "true");
            }
        });
    }

    private static void list(String field, List<String> names, Map<String, String> fields) {
        if (!names.isEmpty()) {
            fields.put(field, String.join(", ", names));
        }
    }
}
