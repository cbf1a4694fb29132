package dev.upkeep.rest;

import dev.upkeep.Upkeep;
import dev.upkeep.internal.system.ThreadTimers;
import dev.upkeep.process.Moment;
import dev.upkeep.rest.Answers.Settings;
import dev.upkeep.rest.access.Access;
import dev.upkeep.rest.http.ApiListener;
import dev.upkeep.rest.http.ApiRequest;
import dev.upkeep.rest.http.ApiResponse;
import dev.upkeep.rest.internal.events.Pace;
import dev.upkeep.rest.internal.gate.Audit;
import dev.upkeep.rest.internal.gate.Call;
import dev.upkeep.rest.internal.gate.Gate;
import dev.upkeep.rest.internal.gate.Target;
import dev.upkeep.rest.internal.limit.Limits;
import dev.upkeep.rest.internal.page.Page;
import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Refused;
import dev.upkeep.rest.internal.reply.Reply;
import dev.upkeep.spi.Ticker;
import dev.upkeep.spi.Timers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The management interface of one supervisor, as a function from request to response. It knows no server: an adapter
 * hands it each request of its management listener and sends what comes back. Thread-safe; holds no thread while it
 * waits.
 */
public final class ManagementApi {
    private static final Logger LOG = LoggerFactory.getLogger(ManagementApi.class);

    private final Gate gate;
    private final Answers answers;
    private final Ticker ticker;
    private final ApiListener listener;
    private final RequestIds ids = new RequestIds();

    private ManagementApi(Builder builder) {
        ticker = builder.ticker;
        listener = builder.listener;
        gate = new Gate(builder.hosts, builder.access, new Limits(builder.ticker));
        Pace pace = new Pace(ids.run(), builder.ticker, builder.timers, builder.heartbeat);
        Optional<Page> page = builder.page ? Optional.of(new Page()) : Optional.empty();
        answers = new Answers(
                builder.upkeep, pace, new Settings(builder.patience, page, builder.metrics, builder.listener));
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
        String requestId = ids.next();
        Call call;
        try {
            call = gate.admit(request);
        } catch (RuntimeException e) {
            return CompletableFuture.completedStage(
                    refused(request, e, requestId).response(request, requestId));
        }
        Moment begin = ticker.now();
        return CompletableFuture.completedStage(call)
                .thenCompose(answers::answer)
                .exceptionally(e -> problem(e, requestId).reply(instance(request, requestId)))
                .thenApply(reply -> {
                    note(call, reply.status(), begin, requestId);
                    return reply.response(request, requestId);
                });
    }

    private void note(Call call, int status, Moment begin, String requestId) {
        listener.answered(
                call.endpoint().method(),
                call.endpoint().path(),
                status,
                ticker.now().since(begin));
        if (call.endpoint().isAction()) {
            Audit.acted(call, status, begin, ticker.now(), requestId);
            answers.acted(call, status);
        }
    }

    private Reply refused(ApiRequest request, RuntimeException thrown, String requestId) {
        Problem problem = problem(thrown, requestId);
        if (problem.code().isOfSecurity()) {
            listener.refused(problem.code().word());
            String caller = thrown instanceof Refused refused ? refused.caller() : "-";
            Audit.refused(request, caller, problem.code().word(), requestId);
        }
        return problem.reply(instance(request, requestId));
    }

    private static Problem problem(Throwable thrown, String requestId) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof Refused refused) {
            return refused.problem();
        }
        LOG.error("Request {} met a bug", requestId, cause);
        return Problem.internalError(requestId);
    }

    /** This very case of a problem; a path that is not valid is not repeated. */
    private static String instance(ApiRequest request, String requestId) {
        return Target.validPath(request.target()).orElse("") + "#" + requestId;
    }

    /** Collects what a {@link ManagementApi} needs. Not thread-safe. */
    public static final class Builder {
        private final Upkeep upkeep;
        private final Access access;
        private final List<String> hosts = new ArrayList<>();
        private boolean page = true;
        private Optional<Supplier<String>> metrics = Optional.empty();
        private ApiListener listener = ApiListener.NOBODY;
        private Duration patience = Duration.ofSeconds(10);
        private Duration heartbeat = Duration.ofSeconds(15);
        private Ticker ticker = Ticker.system();
        private Timers timers = new ThreadTimers();

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
         * Says whether there is a web page at {@code /ui/}. It holds no data and asks for the token.
         *
         * @param value false for none; default true
         * @return this
         */
        public Builder page(boolean value) {
            page = value;
            return this;
        }

        /**
         * Has {@code /metrics} answered, for those who may read.
         *
         * @param scrape what there is to say now, in the text format of Prometheus, version 0.0.4; called on the thread of the
         *     request
         * @return this
         * @see <a href="https://prometheus.io/docs/instrumenting/exposition_formats/">Prometheus: exposition formats</a>
         */
        public Builder metrics(Supplier<String> scrape) {
            metrics = Optional.of(scrape);
            return this;
        }

        /**
         * Has somebody told of each answer, such as {@link dev.upkeep.rest.metrics.UpkeepMetrics}.
         *
         * @param value who; must not block
         * @return this
         */
        public Builder listener(ApiListener value) {
            listener = value;
            return this;
        }

        /**
         * Sets how long an action may take before it is answered with 202 while it goes on.
         *
         * @param value not negative; default 10 s
         * @return this
         * @throws IllegalArgumentException if it is negative
         */
        public Builder patience(Duration value) {
            if (value.isNegative()) {
                throw new IllegalArgumentException("patience: " + value + " (expected: >= 0)");
            }
            patience = value;
            return this;
        }

        /**
         * Sets how often a stream of events or log lines says that it lives when there is nothing else to say, which also
         * is how clients are found that have gone.
         *
         * @param value more than zero, and less than what cuts silent connections on the way; default 15 s
         * @return this
         * @throws IllegalArgumentException if it is not more than zero
         */
        public Builder heartbeat(Duration value) {
            if (value.isNegative() || value.isZero()) {
                throw new IllegalArgumentException("heartbeat: " + value + " (expected: > 0)");
            }
            heartbeat = value;
            return this;
        }

        /** What tells the time, and what runs things later. */
        Builder time(Ticker clocks, Timers later) {
            ticker = clocks;
            timers = later;
            return this;
        }

        /**
         * Makes the interface.
         *
         * @return ready to be mounted
         * @throws IllegalArgumentException if a host is none
         */
        public ManagementApi build() {
            return new ManagementApi(this);
        }
    }
}
