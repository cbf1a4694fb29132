package dev.upkeep.route;

import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Reason;
import dev.upkeep.route.Problem.Kind;
import java.time.Duration;
import java.util.Optional;

/**
 * Every error answer that a proxy gives by itself: {@code application/problem+json}, or a page for who asks for HTML. They name
 * the process and say what it is doing, but nothing that it printed.
 */
public final class Refusals {
    /** When to come back to something that changes by itself. */
    private static final Duration SOON = Duration.ofSeconds(2);

    /** When to come back to something that an operator has to change. */
    private static final Duration LATER = Duration.ofSeconds(30);

    private static final RequestHead NOTHING_KNOWN = new RequestHead("", false, "", "", false);

    private Refusals() {}

    /**
     * The request itself is at fault: 400 {@code bad-request}.
     *
     * @param head the request
     * @param why what is wrong with it, without a full stop
     * @return the answer
     */
    public static Refusal badRequest(RequestHead head, String why) {
        return new Problem(Kind.BAD_REQUEST, closed(why)).answer(head);
    }

    /**
     * Path and query of the request are too long: 414 {@code uri-too-long}.
     *
     * @param head the request
     * @param most how many bytes they may have
     * @return the answer
     */
    static Refusal uriTooLong(RequestHead head, int most) {
        return new Problem(Kind.URI_TOO_LONG, "Path and query may have " + most + " bytes.").answer(head);
    }

    /**
     * The fields of the request are too large: 431 {@code header-too-large}.
     *
     * @param head the request
     * @param most how many bytes they may have
     * @return the answer
     */
    static Refusal headerTooLarge(RequestHead head, int most) {
        return new Problem(Kind.HEADER_TOO_LARGE, "The fields of a request may have " + most + " bytes.").answer(head);
    }

    /**
     * The client has stopped sending the body of its request: 408 {@code request-timeout}.
     *
     * @param head the request
     * @param limits what says for how long it may
     * @return the answer
     */
    public static Refusal bodyTimeout(RequestHead head, ClientLimits limits) {
        String waited = limits.bodyTimeout().toMillis() + " ms";
        return new Problem(Kind.BODY_TIMEOUT, "Nothing of the body came for " + waited + ".").answer(head);
    }

    /**
     * A server could not make a request of what came, or failed with it.
     *
     * @param status that the server would answer
     * @return an answer of the same status, or of the one of its class that is nearest
     */
    public static Refusal ofServer(int status) {
        Kind kind = switch (status) {
            case 408 -> Kind.BODY_TIMEOUT;
            case 414 -> Kind.URI_TOO_LONG;
            case 431 -> Kind.HEADER_TOO_LARGE;
            case 426, 501, 505 -> Kind.OTHER_VERSION;
            default -> status < 500 ? Kind.BAD_REQUEST : Kind.PROXY_FAILED;
        };
        return new Problem(kind, kind.title() + ".").answer(NOTHING_KNOWN);
    }

    /**
     * No route fits: 404 {@code no-route}.
     *
     * @param head the request
     * @return the answer
     */
    public static Refusal noRoute(RequestHead head) {
        int query = head.target().indexOf('?');
        String path = query < 0 ? head.target() : head.target().substring(0, query);
        return new Problem(Kind.NO_ROUTE, "No route leads to " + head.authority() + path + ".").answer(head);
    }

    /**
     * The process is on its way, but not soon enough: 503 {@code process-starting}.
     *
     * @param head the request
     * @param process the process
     * @param coming what it is doing
     * @return the answer, with {@code Retry-After} as long as it will take at least, in whole seconds
     */
    public static Refusal starting(RequestHead head, ProcessId process, Availability.Coming coming) {
        Duration known = wholeSeconds(coming.atLeast());
        return about(Kind.PROCESS_STARTING, head, process, coming.reason(), known.compareTo(SOON) > 0 ? known : SOON);
    }

    /**
     * The process is not there, and won't be by itself: 503 {@code process-down}.
     *
     * @param head the request
     * @param process the process
     * @param reason why
     * @return the answer
     */
    public static Refusal down(RequestHead head, ProcessId process, Reason reason) {
        return about(Kind.PROCESS_DOWN, head, process, reason, LATER);
    }

    /**
     * As many requests as may wait for the process do so already: 503 {@code queue-full}.
     *
     * @param head the request
     * @param process the process
     * @param reason what it is doing
     * @return the answer
     */
    public static Refusal queueFull(RequestHead head, ProcessId process, Reason reason) {
        return about(Kind.QUEUE_FULL, head, process, reason, SOON);
    }

    private static Refusal about(Kind kind, RequestHead head, ProcessId process, Reason reason, Duration retryAfter) {
        String detail = "Process " + process + ": " + reason.sentence()
                + (reason.sentence().endsWith(".") ? "" : ".");
        return new Problem(kind, detail, Optional.of(process), Optional.of(reason), Optional.of(retryAfter))
                .answer(head);
    }

    /**
     * The exchange with the upstream failed, and is not tried again: 504 {@code upstream-timeout} if time was over, 503
     * {@code overloaded} if the proxy had no capacity, else 502 {@code upstream-failed}.
     *
     * @param head the request
     * @param process the process behind the upstream, if Upkeep manages it
     * @param failure what happened
     * @return the answer
     */
    public static Refusal failed(RequestHead head, Optional<ProcessId> process, Failure failure) {
        Kind kind = kind(failure);
        String subject = process.map(id -> "Process " + id + ": ").orElse("");
        Optional<Duration> retryAfter = kind == Kind.OVERLOADED ? Optional.of(SOON) : Optional.empty();
        return new Problem(kind, closed(subject + failure.detail()), process, Optional.empty(), retryAfter)
                .answer(head);
    }

    private static String closed(String sentence) {
        return sentence.endsWith(".") ? sentence : sentence + ".";
    }

    private static Kind kind(Failure failure) {
        return switch (failure.kind()) {
            case UNSENT, UNANSWERED, BROKEN -> Kind.UPSTREAM_FAILED;
            case TIMED_OUT -> Kind.UPSTREAM_TIMEOUT;
            case OVERLOADED -> Kind.OVERLOADED;
        };
    }

    /** Rounded up: who comes back too early comes in vain. */
    private static Duration wholeSeconds(Duration duration) {
        return Duration.ofSeconds(duration.getSeconds() + (duration.getNano() > 0 ? 1 : 0));
    }
}
