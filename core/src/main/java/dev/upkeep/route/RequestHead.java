package dev.upkeep.route;

/**
 * What routing needs to know of a request. Adapters hand everything over as it came; nothing is decoded or normalised.
 *
 * @param method as sent, such as {@code GET}
 * @param secure whether it came over TLS
 * @param authority the {@code Host} header or {@code :authority}, with its port if it has one
 * @param target the request target in origin form: path and query, as sent
 * @param acceptsHtml what {@link Headers#asksForHtml} says
 */
public record RequestHead(String method, boolean secure, String authority, String target, boolean acceptsHtml) {}
