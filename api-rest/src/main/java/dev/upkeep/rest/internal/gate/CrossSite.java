package dev.upkeep.rest.internal.gate;

import dev.upkeep.rest.http.ApiRequest;
import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Refused;
import java.util.List;

/**
 * Keeps requests out that a browser sends on behalf of another site. Browsers of today say so in {@code Sec-Fetch-Site};
 * of others an {@code Origin} must be our own. What sends neither is no browser.
 */
final class CrossSite {
    private static final List<String> OWN = List.of("same-origin", "none");

    private CrossSite() {}

    /** Refuses such a request; exactly one Host must have been found before. */
    static void check(ApiRequest request) {
        List<String> site = request.header("sec-fetch-site");
        List<String> origin = request.header("origin");
        boolean own = site.isEmpty()
                ? origin.isEmpty() || isOwn(origin, request.header("host").get(0))
                : site.size() == 1 && OWN.contains(site.get(0));
        if (!own) {
            throw new Refused(Problem.originNotAllowed());
        }
    }

    private static boolean isOwn(List<String> origin, String host) {
        String only = origin.size() == 1 ? origin.get(0) : "null";
        return only.equalsIgnoreCase("http://" + host) || only.equalsIgnoreCase("https://" + host);
    }
}
