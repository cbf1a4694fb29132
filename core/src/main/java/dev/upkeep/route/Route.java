package dev.upkeep.route;

import dev.upkeep.process.ProcessId;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Requests of a domain below a path go to a target. Make one with {@link #builder(URI)}: components may be added in later
 * versions.
 *
 * @param domain {@code example.com}, {@code *.example.com} for one label more, or empty for any; lower case
 * @param path matches itself and everything below it, on whole segments: {@code /app1} matches {@code /app1/x} but not
 *     {@code /app10}; default {@code /}
 * @param target where requests go; the path of the request is kept as it is
 * @param process the managed process behind it; empty for a plain proxy route
 * @param ssl whether it is served over HTTPS
 * @param sslRedirect whether plain HTTP is redirected to HTTPS; default as {@code ssl}
 * @param hold what may wait while the process is not ready
 * @param connectTimeout how long opening a connection may take; default 5 s
 * @param responseTimeout how long the target may be silent; default 60 s
 * @param drainTimeout how long a request may take to its end before its instance is stopped or replaced; default 30 s
 * @param balancing how requests are spread over the instances of the process
 * @param attempts how often a request may be sent again that got no answer, and that may be; default 3
 * @param upgrades whether a connection may become a tunnel for another protocol, such as WebSocket; default true
 * @param passage what is changed in messages on their way; default nothing
 * @param cors which pages of other origins may read its answers; empty: the target decides
 */
public record Route(
        Optional<String> domain,
        String path,
        URI target,
        Optional<ProcessId> process,
        boolean ssl,
        boolean sslRedirect,
        HoldLimit hold,
        Duration connectTimeout,
        Duration responseTimeout,
        Duration drainTimeout,
        Balancing balancing,
        int attempts,
        boolean upgrades,
        Passage passage,
        Optional<Cors> cors) {
    /**
     * What may wait for a process.
     *
     * @param maxSize how many requests at most; default 1,000
     * @param maxTime each for how long at most; default 30 s
     */
    public record HoldLimit(int maxSize, Duration maxTime) {
        /** The default. */
        public static final HoldLimit DEFAULT = new HoldLimit(1000, Duration.ofSeconds(30));

        /** Refuses numbers out of range, with {@link IllegalArgumentException}. */
        public HoldLimit {
            if (maxSize < 0) {
                throw new IllegalArgumentException("maxSize: " + maxSize + " (expected: >= 0)");
            }
            if (maxTime.isNegative()) {
                throw new IllegalArgumentException("maxTime: " + maxTime + " (expected: >= 0)");
            }
        }
    }

    /**
     * The answer to a browser that asks whether a page of another origin may make a request.
     *
     * @param head of the request
     * @return empty if the request is no such question, or the target is to answer it
     */
    public Optional<Routing> preflight(RequestHead head) {
        return cors.flatMap(rules -> rules.preflight(head));
    }

    /**
     * What is changed in the header of answers.
     *
     * @param head of the request
     * @return fields to set, to remove and to add
     */
    public FieldEdits answerEdits(RequestHead head) {
        FieldEdits edits = passage.answer(head.secure());
        return cors.map(rules -> rules.edits(head, edits)).orElse(edits);
    }

    /**
     * A route with all defaults, to be changed.
     *
     * @param target {@code http}, {@code https} or {@code h2c} (HTTP/2 without TLS), with a host
     * @return a new builder
     */
    public static Builder builder(URI target) {
        return new Builder(target);
    }

    /** Collects the components of a {@link Route}. Not thread-safe. */
    public static final class Builder {
        private final URI target;
        private Optional<String> domain = Optional.empty();
        private String path = "/";
        private Optional<ProcessId> process = Optional.empty();
        private boolean ssl;
        private Optional<Boolean> sslRedirect = Optional.empty();
        private HoldLimit hold = HoldLimit.DEFAULT;
        private Duration connectTimeout = Duration.ofSeconds(5);
        private Duration responseTimeout = Duration.ofSeconds(60);
        private Duration drainTimeout = Duration.ofSeconds(30);
        private Balancing balancing = Balancing.DEFAULT;
        private int attempts = 3;
        private boolean upgrades = true;
        private Optional<String> prefix = Optional.empty();
        private FieldEdits requestEdits = FieldEdits.NONE;
        private FieldEdits answerEdits = FieldEdits.NONE;
        private Optional<Duration> hsts = Optional.empty();
        private Optional<Cors> cors = Optional.empty();

        private Builder(URI target) {
            this.target = target;
        }

        /**
         * Sets the domain.
         *
         * @param value exact, or {@code *.} and a domain
         * @return this
         */
        public Builder domain(String value) {
            domain = Optional.of(value);
            return this;
        }

        /**
         * Sets the path.
         *
         * @param value begins with {@code /}; default {@code /}
         * @return this
         */
        public Builder path(String value) {
            path = value;
            return this;
        }

        /**
         * Sets the managed process behind the target.
         *
         * @param value its id
         * @return this
         */
        public Builder process(ProcessId value) {
            process = Optional.of(value);
            return this;
        }

        /**
         * Sets the managed process behind the target.
         *
         * @param id its id
         * @return this
         * @throws IllegalArgumentException if that is none
         */
        public Builder process(String id) {
            return process(new ProcessId(id));
        }

        /**
         * Serves it over HTTPS.
         *
         * @param value default false
         * @return this
         */
        public Builder ssl(boolean value) {
            ssl = value;
            return this;
        }

        /**
         * Redirects plain HTTP to HTTPS, or doesn't.
         *
         * @param value default as {@code ssl}
         * @return this
         */
        public Builder sslRedirect(boolean value) {
            sslRedirect = Optional.of(value);
            return this;
        }

        /**
         * Sets what may wait while the process is not ready.
         *
         * @param value default {@link HoldLimit#DEFAULT}
         * @return this
         */
        public Builder hold(HoldLimit value) {
            hold = value;
            return this;
        }

        /**
         * Sets how long opening a connection may take.
         *
         * @param value more than 0; default 5 s
         * @return this
         */
        public Builder connectTimeout(Duration value) {
            connectTimeout = value;
            return this;
        }

        /**
         * Sets how long the target may be silent.
         *
         * @param value more than 0; default 60 s
         * @return this
         */
        public Builder responseTimeout(Duration value) {
            responseTimeout = value;
            return this;
        }

        /**
         * Sets how long a request may take to its end before its instance is stopped or replaced.
         *
         * @param value 0 or more; default 30 s
         * @return this
         */
        public Builder drainTimeout(Duration value) {
            drainTimeout = value;
            return this;
        }

        /**
         * Sets how requests are spread over instances.
         *
         * @param value default {@link Balancing#DEFAULT}
         * @return this
         */
        public Builder balancing(Balancing value) {
            balancing = value;
            return this;
        }

        /**
         * Sets how often a request is sent again that got no answer, if it may be.
         *
         * @param value 0 or more; default 3
         * @return this
         */
        public Builder attempts(int value) {
            attempts = value;
            return this;
        }

        /**
         * Lets connections become tunnels for another protocol, such as WebSocket, or doesn't; which, say {@link Upgrades}.
         *
         * @param value default true; if not, requests are forwarded without what asks for it
         * @return this
         */
        public Builder upgrades(boolean value) {
            upgrades = value;
            return this;
        }

        /**
         * Puts another path in the place of the route's in what the target is asked for, and tells the target of it in
         * {@code X-Forwarded-Prefix}.
         *
         * @param value empty takes the route's path away; default: the path is kept
         * @return this
         */
        public Builder rewrite(String value) {
            prefix = Optional.of(value);
            return this;
        }

        /**
         * Changes the header of requests.
         *
         * @param value default {@link FieldEdits#NONE}
         * @return this
         */
        public Builder requestEdits(FieldEdits value) {
            requestEdits = value;
            return this;
        }

        /**
         * Changes the header of answers of the target.
         *
         * @param value default {@link FieldEdits#NONE}
         * @return this
         */
        public Builder answerEdits(FieldEdits value) {
            answerEdits = value;
            return this;
        }

        /**
         * Tells browsers, in answers over HTTPS, to ask for HTTPS only.
         *
         * @param value for how long, 0 takes it back; default: they are not told
         * @return this
         */
        public Builder hsts(Duration value) {
            hsts = Optional.of(value);
            return this;
        }

        /**
         * Lets pages of other origins read its answers.
         *
         * @param value default: the target decides
         * @return this
         */
        public Builder cors(Cors value) {
            cors = Optional.of(value);
            return this;
        }

        /**
         * Makes the route.
         *
         * @return an immutable route
         */
        public Route build() {
            return new Route(
                    domain,
                    path,
                    target,
                    process,
                    ssl,
                    sslRedirect.orElse(ssl),
                    hold,
                    connectTimeout,
                    responseTimeout,
                    drainTimeout,
                    balancing,
                    attempts,
                    upgrades,
                    Passage.of(path, prefix, requestEdits, answerEdits, hsts),
                    cors);
        }
    }
}
