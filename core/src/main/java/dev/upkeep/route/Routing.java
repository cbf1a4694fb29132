package dev.upkeep.route;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletionStage;

/** What to do with a request. */
public sealed interface Routing {
    /** Gives back what it holds, because nobody can follow it any more: the client went away. */
    default void decline() {}

    /**
     * Send it on.
     *
     * @param lease where to; to be closed when the exchange is over, however it ended
     */
    record Forward(Lease lease) implements Routing {
        @Override
        public void decline() {
            lease.close();
        }
    }

    /**
     * Keep it, without holding a thread, and do then what the outcome says. The outcome always comes, and in bounded
     * time; it may be another {@code Hold} only if a later attempt fails again.
     */
    interface Waiting {
        /**
         * What to do in the end.
         *
         * @return completed, never exceptionally, on a thread of Upkeep's: hand over, don't work there
         */
        CompletionStage<Routing> outcome();

        /**
         * Gives up the place in the queue, because the client went away, and declines an outcome that has come or comes all
         * the same.
         */
        void abandon();
    }

    /**
     * Keep it until the wait is over.
     *
     * @param waiting tells the outcome
     */
    record Hold(Waiting waiting) implements Routing {
        @Override
        public void decline() {
            waiting.abandon();
        }
    }

    /**
     * Answer it with an error of Upkeep's own.
     *
     * @param refusal status and body
     */
    record Refuse(Refusal refusal) implements Routing {}

    /**
     * Answer it with a redirect.
     *
     * @param status 308, which keeps method and body (RFC 9110 section 15.4.9)
     * @param location absolute
     */
    record Redirect(int status, String location) implements Routing {}

    /**
     * Answer it with a text of Upkeep's own.
     *
     * @param status such as 204
     * @param fields name and value
     * @param body ASCII; empty for none
     */
    record Answer(int status, Map<String, String> fields, String body) implements Routing {
        /** Copies the fields, in their order. */
        public Answer {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        /**
         * Without a body.
         *
         * @param status such as 204
         * @param fields name and value
         */
        public Answer(int status, Map<String, String> fields) {
            this(status, fields, "");
        }
    }
}
