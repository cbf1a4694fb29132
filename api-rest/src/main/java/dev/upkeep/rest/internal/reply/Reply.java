package dev.upkeep.rest.internal.reply;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.upkeep.rest.http.ApiRequest;
import dev.upkeep.rest.http.ApiResponse;
import dev.upkeep.rest.http.ApiResponse.Body;
import java.util.LinkedHashMap;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * An answer, without what all answers have in common.
 *
 * @param status of HTTP
 * @param mediaType of the body
 * @param body what GET would send
 * @param headers that not all answers have
 */
public record Reply(int status, String mediaType, Body body, Map<String, String> headers) {
    /** Of the interface; grows with everything new, and what was there before stays. */
    public static final String API_VERSION = "1.2";

    /** What all answers have in common: nobody keeps, guesses, frames or refers. */
    private static final Map<String, String> COMMON = common();

    private static final Body NOTHING = new Body.Whole(new byte[0]);

    /** A text. */
    public static Reply text(int status, String mediaType, String text, Map<String, String> headers) {
        return new Reply(status, mediaType, new Body.Whole(text.getBytes(UTF_8)), headers);
    }

    /** A JSON document. */
    public static Reply json(int status, ObjectNode body) {
        return text(status, "application/json", Json.text(body), Map.of());
    }

    /** A JSON document, and a header beside it. */
    public static Reply json(int status, ObjectNode body, String header, String value) {
        return text(status, "application/json", Json.text(body), Map.of(header, value));
    }

    /** What the caller has is still so. */
    public static Reply notModified(String etag) {
        return new Reply(304, "application/json", NOTHING, Map.of("ETag", etag));
    }

    /** The same, and these headers beside its own. */
    public Reply with(Map<String, String> more) {
        Map<String, String> all = new LinkedHashMap<>(headers);
        all.putAll(more);
        return new Reply(status, mediaType, body, all);
    }

    /** What is sent. */
    public ApiResponse response(ApiRequest request, String requestId) {
        Map<String, String> all = new LinkedHashMap<>();
        if (status != 304) {
            all.put("Content-Type", mediaType);
        }
        if (status != 304 && body instanceof Body.Whole whole) {
            all.put("Content-Length", Integer.toString(whole.bytes().length));
        }
        all.putAll(COMMON);
        all.put("Upkeep-Request-Id", requestId);
        all.putAll(headers);
        return new ApiResponse(status, all, request.method().equals("HEAD") ? nothing() : body);
    }

    /** Who asks for the head only reads no stream. */
    private Body nothing() {
        if (body instanceof Body.Streamed streamed) {
            streamed.source().close();
        }
        return NOTHING;
    }

    private static Map<String, String> common() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("Upkeep-Api-Version", API_VERSION);
        headers.put("Cache-Control", "no-store");
        headers.put("X-Content-Type-Options", "nosniff");
        headers.put("Content-Security-Policy", "default-src 'none'; frame-ancestors 'none'");
        headers.put("Cross-Origin-Resource-Policy", "same-origin");
        headers.put("Referrer-Policy", "no-referrer");
        return headers;
    }
}
