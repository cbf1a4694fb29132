package dev.upkeep.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer, without what all answers have in common.
 *
 * @param status of HTTP
 * @param mediaType of the body
 * @param text the body
 * @param headers that not all answers have
 */
record Reply(int status, String mediaType, String text, Map<String, String> headers) {
    /** What all answers have in common: nobody keeps, guesses, frames or refers. */
    private static final Map<String, String> COMMON = common();

    Reply(int status, String mediaType, ObjectNode body, Map<String, String> headers) {
        this(status, mediaType, Json.text(body), headers);
    }

    static Reply json(int status, ObjectNode body) {
        return new Reply(status, "application/json", body, Map.of());
    }

    static Reply json(int status, ObjectNode body, String header, String value) {
        return new Reply(status, "application/json", body, Map.of(header, value));
    }

    ApiResponse response(ApiRequest request, String requestId) {
        byte[] body = text.getBytes(UTF_8);
        Map<String, String> all = new LinkedHashMap<>();
        all.put("Content-Type", mediaType);
        all.put("Content-Length", Integer.toString(body.length));
        all.putAll(COMMON);
        all.put("Upkeep-Request-Id", requestId);
        all.putAll(headers);
        byte[] sent = request.method().equals("HEAD") ? new byte[0] : body;
        return new ApiResponse(status, all, new ApiResponse.Body.Whole(sent));
    }

    private static Map<String, String> common() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Cache-Control", "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Referrer-Policy", "no-referrer");
        return headers;
    }
}
