package dev.upkeep.route;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a browser tells of a request that a page has made, by the <a href="https://fetch.spec.whatwg.org/#http-cors-protocol">Fetch
 * standard</a>.
 *
 * @param origin of the page
 * @param method that it wants to use, if it only asks whether it may
 */
public record CrossOrigin(String origin, Optional<String> method) {
    /**
     * From the header of a request.
     *
     * @param origin the value of {@code Origin}, or null if there is none
     * @param method the value of {@code Access-Control-Request-Method}, or null if there is none
     * @return empty if no origin is told
     */
    public static Optional<CrossOrigin> of(@Nullable String origin, @Nullable String method) {
        return origin == null ? Optional.empty() : Optional.of(new CrossOrigin(origin, Optional.ofNullable(method)));
    }
}
