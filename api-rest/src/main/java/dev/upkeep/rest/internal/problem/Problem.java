package dev.upkeep.rest.internal.problem;

import dev.upkeep.config.Diagnostic;
import dev.upkeep.process.ProcessId;
import dev.upkeep.rest.access.Permission;
import dev.upkeep.rest.internal.reply.Json;
import dev.upkeep.rest.internal.reply.Reply;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import tools.jackson.databind.node.ObjectNode;

/**
 * What is wrong with a request, as RFC 9457 problem documents tell it.
 *
 * @param code which kind of problem
 * @param detail this case of it, in a sentence
 * @param headers that belong to it
 * @param more members of the document beside the usual ones
 */
public record Problem(Code code, String detail, Map<String, String> headers, ObjectNode more) {
    /** The kinds of problems, each with its constant title. Clients know them by their words. */
    public enum Code {
        BAD_PATH(400, "The path is not valid"),
        BAD_PARAMETER(400, "A query parameter is not valid"),
        UNAUTHORIZED(401, "A token is needed"),
        FORBIDDEN(403, "This token may not do that"),
        HOST_NOT_ALLOWED(403, "This Host is not served"),
        ORIGIN_NOT_ALLOWED(403, "Requests of other sites are not served"),
        NOT_FOUND(404, "There is nothing here"),
        PROCESS_NOT_FOUND(404, "There is no such process"),
        METHOD_NOT_ALLOWED(405, "This method makes no sense here"),
        PROCESS_DISABLED(409, "The process is disabled"),
        START_FAILED(409, "The process could not be started"),
        STOP_FAILED(409, "The process could not be stopped"),
        OVERTAKEN(409, "Something else was asked for meanwhile"),
        RELOAD_IMPOSSIBLE(409, "There is nothing to reload"),
        PROCESS_CHANGED(412, "The process has changed meanwhile"),
        RATE_LIMITED(429, "Too much at a time"),
        BODY_NOT_ALLOWED(413, "A body is not accepted"),
        CONFIG_INVALID(422, "The configuration is not valid; nothing was changed"),
        INTERNAL_ERROR(500, "Upkeep has a bug"),
        TOO_MANY_STREAMS(503, "Too many streams are open"),
        SHUTTING_DOWN(503, "The supervisor is stopping");

        private final int status;
        private final String title;

        Code(int status, String title) {
            this.status = status;
            this.title = title;
        }

        /** The status of HTTP. */
        public int status() {
            return status;
        }

        /** What it is called, always. */
        public String title() {
            return title;
        }

        /** Whether somebody tried what they may not. */
        public boolean isOfSecurity() {
            return status == 401 || status == 403 || this == BAD_PATH || this == RATE_LIMITED;
        }

        /** What machines know it by. */
        public String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }

        String type() {
            return "tag:upkeep.dev,2026:problem/" + word();
        }
    }

    private Problem(Code code, String detail) {
        this(code, detail, Map.of(), Json.object());
    }

    private Problem with(String header, String value) {
        return new Problem(code, detail, Map.of(header, value), more);
    }

    private Problem help(String remedy) {
        more.put("help", remedy);
        return this;
    }

    public static Problem badPath() {
        return new Problem(
                Code.BAD_PATH,
                "Paths here consist of letters, digits, '.', '_', '-' and '/', without '..' or escapes.");
    }

    public static Problem badParameter(String name, String expected) {
        Problem problem = new Problem(Code.BAD_PARAMETER, "The parameter is not valid: expected " + expected + ".");
        problem.more.put("parameter", name).put("allowed", expected);
        return problem;
    }

    public static Problem unauthorized() {
        return new Problem(Code.UNAUTHORIZED, "Send Authorization: Bearer with the token of this supervisor.")
                .with("WWW-Authenticate", "Bearer realm=\"upkeep\"");
    }

    public static Problem forbidden(Permission needed) {
        Problem problem = new Problem(Code.FORBIDDEN, "The permission \"" + needed.word() + "\" is needed.");
        problem.more.put("permission", needed.word());
        return problem.with("WWW-Authenticate", "Bearer realm=\"upkeep\", error=\"insufficient_scope\"");
    }

    public static Problem hostNotAllowed() {
        return new Problem(Code.HOST_NOT_ALLOWED, "Exactly one Host header is needed, with a name that is served.")
                .help("Use localhost, or add the name to the allowed hosts of the management interface.");
    }

    /** It came through the proxy, where anybody may send requests. */
    public static Problem proxied() {
        return new Problem(
                        Code.HOST_NOT_ALLOWED, "The request came through a proxy of Upkeep, which leads nowhere here.")
                .help("Ask the management interface itself, and remove the route that leads to it.");
    }

    public static Problem originNotAllowed() {
        return new Problem(Code.ORIGIN_NOT_ALLOWED, "A browser says that another site sends this request.");
    }

    public static Problem notFound() {
        return new Problem(Code.NOT_FOUND, "No resource has this path.");
    }

    public static Problem processNotFound(String id, Collection<ProcessId> known) {
        Problem problem = new Problem(Code.PROCESS_NOT_FOUND, "No process has the id \"" + id + "\".");
        problem.more.set("suggestions", Json.texts(Nearest.to(id, known)));
        return problem;
    }

    public static Problem methodNotAllowed(Collection<String> allowed) {
        String list = String.join(", ", allowed);
        return new Problem(Code.METHOD_NOT_ALLOWED, "Allowed here: " + list + ".").with("Allow", list);
    }

    public static Problem bodyNotAllowed() {
        return new Problem(Code.BODY_NOT_ALLOWED, "Everything is said in the path; send the request without a body.");
    }

    public static Problem disabled(ProcessId id, String message) {
        return new Problem(Code.PROCESS_DISABLED, message)
                .about(id)
                .help("Set enabled: true for it in processes.yaml and reload.");
    }

    public static Problem shuttingDown(String message) {
        return new Problem(Code.SHUTTING_DOWN, message);
    }

    /** It is no longer as the caller thinks that it is. */
    public static Problem processChanged(ProcessId id, String etag) {
        return new Problem(
                        Code.PROCESS_CHANGED,
                        "\"" + id
                                + "\" has changed since you looked at it, or somebody has acted on the same sight of it.")
                .with("ETag", etag)
                .about(id)
                .help("Look again: GET /api/processes/" + id + ", and decide anew.");
    }

    public static Problem ofAction(
            Code code, ProcessId id, String message, Collection<ObjectNode> process, List<ObjectNode> lines) {
        Problem problem = new Problem(code, message).about(id);
        if (!lines.isEmpty()) {
            problem.more.set("logs", Json.array(lines));
        }
        process.forEach(p -> problem.more.set("process", p));
        return problem.help("Its last lines: GET /api/processes/" + id + "/logs");
    }

    /** Somebody wants too much; after a while they may again. */
    public static Problem rateLimited(String detail, Duration wait) {
        return new Problem(Code.RATE_LIMITED, detail).with("Retry-After", Long.toString(Math.max(1, wait.toSeconds())));
    }

    public static Problem tooManyStreams(int most) {
        return new Problem(Code.TOO_MANY_STREAMS, "There are " + most + " already, which is the limit; close some.")
                .with("Retry-After", "15");
    }

    public static Problem reloadImpossible(String why) {
        return new Problem(Code.RELOAD_IMPOSSIBLE, why);
    }

    public static Problem configInvalid(List<Diagnostic> diagnostics) {
        Problem problem = new Problem(Code.CONFIG_INVALID, DiagnosticsBody.summary(diagnostics));
        problem.more.set("diagnostics", DiagnosticsBody.of(diagnostics));
        return problem;
    }

    public static Problem internalError(String requestId) {
        Problem problem = new Problem(Code.INTERNAL_ERROR, "The log tells more, under this request id.");
        problem.more.put("requestId", requestId);
        return problem;
    }

    private Problem about(ProcessId id) {
        more.put("processId", id.value());
        return this;
    }

    /** The document, for one request. */
    public Reply reply(String instance) {
        ObjectNode body = Json.object()
                .put("type", code.type())
                .put("code", code.word())
                .put("title", code.title())
                .put("status", code.status())
                .put("detail", detail)
                .put("instance", instance)
                .put("success", false);
        body.setAll(more);
        return Reply.text(code.status(), "application/problem+json", Json.text(body), headers);
    }
}
