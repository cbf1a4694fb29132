package dev.upkeep.rest.http;

import java.util.List;
import java.util.Map;

/**
 * A request as the server received it, before anything was decoded or tidied.
 *
 * @param method as sent: {@code GET}
 * @param target path and query, raw: {@code /api/processes/api/logs?lines=100}
 * @param headers by name in lower case, with all values in order; {@code host} must be among them also where the protocol
 *     calls it otherwise
 * @param remoteAddress of the peer that the connection comes from, without port: {@code 127.0.0.1} or {@code ::1}; never
 *     taken from a header
 * @param hasBody whether a body comes with it; nobody reads it
 */
public record ApiRequest(
        String method, String target, Map<String, List<String>> headers, String remoteAddress, boolean hasBody) {
    /** Copies the headers. */
    public ApiRequest {
        headers = Map.copyOf(headers);
    }

    /**
     * All values of a header.
     *
     * @param name in lower case
     * @return in order; empty if it was not sent
     */
    public List<String> header(String name) {
        return headers.getOrDefault(name, List.of());
    }
}
