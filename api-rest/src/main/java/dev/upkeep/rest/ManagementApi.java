package dev.upkeep.rest;

import dev.upkeep.Upkeep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * The management interface of one supervisor, as a function from request to response. It knows no server: an adapter
 * hands it each request of its management listener and sends what comes back. Thread-safe; holds no thread while it
 * waits.
 */
public final class ManagementApi {
    private final Upkeep upkeep;
    private final Access access;

    private ManagementApi(Builder builder) {
        upkeep = builder.upkeep;
        access = builder.access;
    }

    /**
     * With all defaults.
     *
     * @param upkeep what is seen and steered
     * @param access who may
     * @return an interface that answers only requests sent to {@code localhost}, {@code 127.0.0.1} or {@code [::1]}
     */
    public static ManagementApi of(Upkeep upkeep, Access access) {
        return builder(upkeep, access).build();
    }

    /**
     * With all defaults, to be changed.
     *
     * @param upkeep what is seen and steered
     * @param access who may
     * @return a new builder
     */
    public static Builder builder(Upkeep upkeep, Access access) {
        return new Builder(upkeep, access);
    }

    /**
     * Answers a request.
     *
     * @param request as it was received
     * @return completes with what is to be sent, at once or on a thread of Upkeep's own; never exceptionally
     */
    public CompletionStage<ApiResponse> handle(ApiRequest request) {
        return CompletableFuture.completedStage(
                new ApiResponse(404, Map.of("Content-Length", "0"), new ApiResponse.Body.Whole(new byte[0])));
    }

    /** Collects what a {@link ManagementApi} needs. Not thread-safe. */
    public static final class Builder {
        private final Upkeep upkeep;
        private final Access access;
        private final List<String> hosts = new ArrayList<>();
        private Duration patience = Duration.ofSeconds(10);

        private Builder(Upkeep upkeep, Access access) {
            this.upkeep = upkeep;
            this.access = access;
        }

        /**
         * Adds names that requests may be sent to, beside those of this machine's loopback.
         *
         * @param names as in the Host header, without port: {@code upkeep.example.com}
         * @return this
         */
        public Builder hosts(String... names) {
            hosts.addAll(List.of(names));
            return this;
        }

        /**
         * Sets how long an action may take before it is answered with 202 while it goes on.
         *
         * @param value positive; default 10 s
         * @return this
         */
        public Builder patience(Duration value) {
            patience = value;
            return this;
        }

        /**
         * Makes the interface.
         *
         * @return ready to be mounted
         */
        public ManagementApi build() {
            return new ManagementApi(this);
        }
    }
}
