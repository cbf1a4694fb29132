package dev.upkeep.rest;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What the server is to send, as it is.
 *
 * @param status of HTTP
 * @param headers by name, one value each, in order; {@code Content-Length} is among them, and on HEAD tells the length of
 *     what GET would answer
 * @param body what follows the headers
 */
public record ApiResponse(int status, Map<String, String> headers, Body body) {
    /** Copies the headers and keeps their order. */
    public ApiResponse {
        headers = Collections.unmodifiableMap(new LinkedHashMap<>(headers));
    }

    /** What follows the headers. Other kinds may be added in later versions. */
    public sealed interface Body {
        /** All of it, known before it is sent. */
        final class Whole implements Body {
            private final byte[] bytes;

            Whole(byte[] bytes) {
                this.bytes = bytes;
            }

            /**
             * The body.
             *
             * @return empty on HEAD; not to be changed
             */
            public byte[] bytes() {
                return bytes;
            }
        }
    }
}
