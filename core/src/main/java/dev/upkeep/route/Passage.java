package dev.upkeep.route;

import java.time.Duration;
import java.util.Optional;

/**
 * What a route changes in messages on their way. Made once for a route, so that nothing is left to be worked out for a
 * request.
 *
 * @param prefix takes the place of the route's path in what the upstream is asked for; empty if the path is kept
 * @param dropped how many segments the route's path has
 * @param request fields of requests
 * @param answer fields of answers over HTTP
 * @param secureAnswer fields of answers over HTTPS
 */
public record Passage(
        Optional<String> prefix, int dropped, FieldEdits request, FieldEdits answer, FieldEdits secureAnswer) {
    private static final String STRICT = "Strict-Transport-Security";
    private static final String TAKEN = "X-Forwarded-Prefix";

    /**
     * What a route says, made ready.
     *
     * @param path of the route
     * @param prefix in its place; the upstream is told what was taken away
     * @param request fields of requests
     * @param answer fields of answers
     * @param hsts for how long browsers shall ask for HTTPS only (RFC 6797); empty: they are not told
     */
    static Passage of(
            String path, Optional<String> prefix, FieldEdits request, FieldEdits answer, Optional<Duration> hsts) {
        int segments = segments(path);
        return new Passage(
                prefix,
                segments,
                prefix.isEmpty() || segments == 0 ? request : request.withSet(TAKEN, path),
                answer,
                hsts.map(age -> answer.withSet(STRICT, "max-age=" + age.toSeconds()))
                        .orElse(answer));
    }

    /**
     * What is changed in the header of answers.
     *
     * @param secure whether the request came over HTTPS
     * @return fields to set and to remove
     */
    public FieldEdits answer(boolean secure) {
        return secure ? secureAnswer : answer;
    }

    /**
     * What the upstream is asked for. As a client's path is compared decoded and with double slashes taken for one, the
     * route's path is taken away by counting segments.
     *
     * @param asked path and query as the client sent them
     * @return path and query for the upstream
     */
    public String target(String asked) {
        if (prefix.isEmpty()) {
            return asked;
        }
        String whole = prefix.get() + rest(asked, dropped);
        return whole.startsWith("/") ? whole : "/" + whole;
    }

    private static String rest(String target, int segments) {
        int at = 0;
        for (int i = 0; i < segments; i++) {
            at = endOfSegment(target, afterSlashes(target, at));
        }
        return target.substring(at);
    }

    private static int afterSlashes(String target, int from) {
        int at = from;
        while (at < target.length() && target.charAt(at) == '/') {
            at++;
        }
        return at;
    }

    private static int endOfSegment(String target, int from) {
        int at = from;
        while (at < target.length() && target.charAt(at) != '/' && target.charAt(at) != '?') {
            at++;
        }
        return at;
    }

    private static int segments(String path) {
        int count = 0;
        for (int i = 0; i < path.length(); i++) {
            boolean begins = path.charAt(i) != '/' && (i == 0 || path.charAt(i - 1) == '/');
            count += begins ? 1 : 0;
        }
        return count;
    }
}
