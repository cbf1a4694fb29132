package dev.upkeep.route;

import java.time.Duration;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * An error answer of the proxy's own. {@link #body} and {@link #contentType} are ready to be sent.
 *
 * @param status 400, 404, 408, 414, 431, or 500 to 505
 * @param code stable word for machines, such as {@code no-route}
 * @param retryAfter when trying again makes sense
 * @param contentType {@code application/problem+json} (RFC 9457) or {@code text/html;charset=utf-8}
 * @param body the text
 */
public record Refusal(int status, String code, Optional<Duration> retryAfter, String contentType, String body) {
    /**
     * The value of the {@code Retry-After} field.
     *
     * @return whole seconds, rounded up, as who comes back too early is refused again; empty if there is to be no such field
     */
    public OptionalLong retryAfterSeconds() {
        return retryAfter.stream()
                .mapToLong(wait -> wait.plusMillis(999).toSeconds())
                .findFirst();
    }
}
