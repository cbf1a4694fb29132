package dev.upkeep.route;

import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Reason;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * What an error answer says, before it has a form.
 *
 * @param kind status, code and title
 * @param detail a sentence about this one case
 * @param process the process that it is about
 * @param reason why that process is as it is
 * @param retryAfter when trying again makes sense
 */
record Problem(
        Kind kind, String detail, Optional<ProcessId> process, Optional<Reason> reason, Optional<Duration> retryAfter) {
    /** Every error answer there is. */
    enum Kind {
        BAD_REQUEST(400, "bad-request", "This request is not served"),
        NO_ROUTE(404, "no-route", "Nothing is served here"),
        BODY_TIMEOUT(408, "request-timeout", "The request took too long to come"),
        URI_TOO_LONG(414, "uri-too-long", "The address is too long"),
        HEADER_TOO_LARGE(431, "header-too-large", "The header of the request is too large"),
        PROXY_FAILED(500, "proxy-failed", "The proxy itself has failed"),
        UPSTREAM_FAILED(502, "upstream-failed", "The application gave no proper answer"),
        PROCESS_STARTING(503, "process-starting", "The application is not ready yet"),
        PROCESS_DOWN(503, "process-down", "The application is not running"),
        QUEUE_FULL(503, "queue-full", "Too many requests are waiting for the application"),
        OVERLOADED(503, "overloaded", "Too many requests are under way"),
        UPSTREAM_TIMEOUT(504, "upstream-timeout", "The application gave no answer in time"),
        OTHER_VERSION(505, "http-version", "This version of HTTP is not spoken here");

        private final int status;
        private final String code;
        private final String title;

        Kind(int status, String code, String title) {
            this.status = status;
            this.code = code;
            this.title = title;
        }

        String title() {
            return title;
        }

        int status() {
            return status;
        }
    }

    /** The codes of all answers 5xx. */
    static List<String> ofServer() {
        return Arrays.stream(Kind.values())
                .filter(kind -> kind.status >= 500)
                .map(kind -> kind.code)
                .toList();
    }

    /** A case that is about no process, and that time won't heal. */
    Problem(Kind kind, String detail) {
        this(kind, detail, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** The answer in the form that the client likes best. */
    Refusal answer(RequestHead head) {
        return head.acceptsHtml()
                ? refusal("text/html;charset=utf-8", Page.of(this, head.method().equals("GET")))
                : refusal("application/problem+json", json());
    }

    private Refusal refusal(String contentType, String body) {
        return new Refusal(kind.status, kind.code, retryAfter, contentType, body);
    }

    private String json() {
        StringBuilder json = new StringBuilder("{");
        member(json, "type", "tag:upkeep.dev,2026:problem/" + kind.code);
        member(json.append(','), "code", kind.code);
        member(json.append(','), "title", kind.title);
        json.append(",\"status\":").append(kind.status);
        member(json.append(','), "detail", detail);
        process.ifPresent(id -> process(json.append(",\"process\":{"), id));
        return json.append("}\n").toString();
    }

    private void process(StringBuilder json, ProcessId id) {
        member(json, "id", id.value());
        reason.ifPresent(why -> {
            member(json.append(','), "reason", why.word());
            member(json.append(','), "message", why.sentence());
        });
        json.append('}');
    }

    private static void member(StringBuilder json, String name, String value) {
        Escaping.json(json.append('"').append(name).append("\":\""), value);
        json.append('"');
    }
}
