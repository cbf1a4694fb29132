package dev.upkeep.rest.http;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * What the server is to send, as it is.
 *
 * @param status of HTTP
 * @param headers by name, one value each, in order; {@code Content-Length} is among them if the length is known, and on
 *     HEAD tells the length of what GET would answer
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

            /**
             * A body.
             *
             * @param bytes not to be changed any more
             */
            public Whole(byte[] bytes) {
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

        /**
         * Written over time, for as long as the client stays: an event stream.
         *
         * @param source where the pieces come from
         */
        record Streamed(Source source) implements Body {}
    }

    /**
     * Where the pieces of a body come from. The server asks for the next piece when the one before has left it, so a
     * client that reads slowly is waited for, and what happens meanwhile is not kept for it without bound.
     */
    public interface Source {
        /**
         * The next piece. Asked for when the one before was sent, never twice at a time.
         *
         * @return completes when there is something to send, on any thread, with a piece that has at least one byte and
         *     is sent at once; empty if the body is over
         */
        CompletionStage<Optional<byte[]>> next();

        /**
         * Nobody reads any more. To be called as soon as that is known, at the latest when sending has failed; a
         * {@link #next()} under way completes empty. The second time does nothing.
         */
        void close();
    }
}
