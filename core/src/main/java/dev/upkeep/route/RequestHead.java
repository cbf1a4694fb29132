package dev.upkeep.route;

import java.util.Optional;

/**
 * What routing needs to know of a request. Adapters hand everything over as it came; nothing is decoded or normalised.
 *
 * @param method as sent, such as {@code GET}
 * @param secure whether it came over TLS, to here or to the first proxy that is believed
 * @param authority the {@code Host} header or {@code :authority}, with its port if it has one
 * @param target the request target in origin form: path and query, as sent
 * @param acceptsHtml what {@link Headers#asksForHtml} says
 * @param trusted whether it came from a proxy that is {@linkplain Router#trusts believed}
 * @param crossOrigin what a browser tells of the page that made it
 * @param id by which it is known in logs, from {@link RequestIds}; empty if it has none
 */
public record RequestHead(
        String method,
        boolean secure,
        String authority,
        String target,
        boolean acceptsHtml,
        boolean trusted,
        Optional<CrossOrigin> crossOrigin,
        String id) {
    /**
     * A request of somebody who is not believed.
     *
     * @param method as sent, such as {@code GET}
     * @param secure whether it came over TLS
     * @param authority the {@code Host} header or {@code :authority}, with its port if it has one
     * @param target the request target in origin form: path and query, as sent
     * @param acceptsHtml what {@link Headers#asksForHtml} says
     */
    public RequestHead(String method, boolean secure, String authority, String target, boolean acceptsHtml) {
        this(method, secure, authority, target, acceptsHtml, false, Optional.empty(), "");
    }
}
