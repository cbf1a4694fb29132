package dev.upkeep.rest.internal.process;

import dev.upkeep.InstanceStatus;
import dev.upkeep.ProcessStatus;
import dev.upkeep.Upkeep;
import dev.upkeep.process.Exit;
import dev.upkeep.process.State;
import dev.upkeep.rest.access.Permission;
import dev.upkeep.rest.access.Principal;
import dev.upkeep.rest.internal.reply.Json;
import dev.upkeep.route.Route;
import dev.upkeep.spec.ProcessSpec;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How a process looks in answers. The members up to {@code lastHealthCheck} never change; others may follow them. */
public final class ProcessBody {
    private final Upkeep upkeep;
    private final String epoch;
    private final Revisions revisions = new Revisions();

    /** Shows processes of a supervisor, in one run of this interface. */
    public ProcessBody(Upkeep upkeep, String epoch) {
        this.upkeep = upkeep;
        this.epoch = epoch;
    }

    /** As this caller sees it. */
    public ObjectNode of(ProcessStatus status, Principal caller) {
        ObjectNode body = Json.object()
                .put("id", status.id().value())
                .put("name", status.name())
                .put("description", status.description())
                .put("isRunning", status.state().isAlive())
                .put("pid", pid(status))
                .put("startTime", Json.time(status.startTime()))
                .put("uptime", status.uptime().toMillis())
                .put("restartCount", status.restartCount())
                .put("healthCheckFailures", status.health().failures())
                .put("lastHealthCheck", Json.time(status.health().lastCheck()));
        addSituation(body, status);
        addPlace(body, status);
        body.set("actions", Json.texts(actions(status.state(), caller)));
        return body;
    }

    /** The same, and what it is launched with if the caller may know. */
    public ObjectNode whole(ProcessStatus status, Principal caller) {
        ObjectNode body = of(status, caller);
        if (caller.may(Permission.ADMIN)) {
            spec(status).ifPresent(spec -> LaunchBody.addTo(body, spec));
        }
        return body;
    }

    private Optional<ProcessSpec> spec(ProcessStatus status) {
        return upkeep.configuration().process(status.id());
    }

    /** As the list of {@code /health} shows it; the members up to {@code healthCheckFailures} never change. */
    public static ObjectNode brief(ProcessStatus status) {
        return Json.object()
                .put("id", status.id().value())
                .put("name", status.name())
                .put("isRunning", status.state().isAlive())
                .put("pid", pid(status))
                .put("restartCount", status.restartCount())
                .put("startTime", Json.time(status.startTime()))
                .put("uptime", status.uptime().toMillis())
                .put("healthCheckFailures", status.health().failures())
                .put("state", status.state().word())
                .put("ready", status.ready())
                .put("health", health(status));
    }

    /** What it stands for: the routes to it, and its version for {@code If-Match}. */
    private void addPlace(ObjectNode body, ProcessStatus status) {
        List<Route> routes = upkeep.configuration().proxy().routes().stream()
                .filter(route -> route.process().filter(status.id()::equals).isPresent())
                .toList();
        body.set("routes", Json.texts(routes.stream().map(ProcessBody::place).toList()));
        body.set(
                "ports",
                Json.numbers(Stream.concat(
                                routes.stream().map(r -> r.target().getPort()),
                                status.instances().stream()
                                        .map(InstanceStatus::port)
                                        .filter(OptionalInt::isPresent)
                                        .map(OptionalInt::getAsInt))
                        .filter(p -> p > 0)
                        .distinct()
                        .toList()));
        body.put("critical", !routes.isEmpty())
                .put("revision", spec(status).map(revisions::of).orElse(null))
                .put("etag", etag(status));
    }

    private static String place(Route route) {
        return route.domain().orElse("") + route.path();
    }

    /** What changes whenever the process does something else than before, so not with what it uses or how old it is. */
    public String etag(ProcessStatus status) {
        int situation = Objects.hash(
                status.id(),
                status.wanted(),
                status.state().word(),
                status.since(),
                status.ready(),
                status.reason().word(),
                status.pid(),
                status.startTime(),
                status.restartCount(),
                status.instances().stream()
                        .map(i -> Objects.hash(
                                i.number(), i.role().name(), i.state().word(), i.ready(), i.pid()))
                        .toList());
        return "\"" + epoch + "-" + Integer.toHexString(situation) + "\"";
    }

    /** Of a list: weak (RFC 9110, 8.8.1), because the same says nothing of ages and of what is used. */
    String etag(List<ProcessStatus> all, Principal caller) {
        int situation = Objects.hash(
                all.stream().map(this::etag).toList(),
                all.stream().map(status -> status.health().failures()).toList(),
                caller.may(Permission.CONTROL));
        return "W/\"" + epoch + "-" + Integer.toHexString(situation) + "\"";
    }

    private static void addSituation(ObjectNode body, ProcessStatus status) {
        body.put("enabled", status.state() != State.DISABLED)
                .put("desired", status.wanted() ? "running" : "stopped")
                .put("state", status.state().word())
                .put("stateSince", Json.time(status.since()))
                .put("reason", status.reason().word())
                .put("message", status.reason().sentence())
                .put("ready", status.ready())
                .put("health", health(status));
        body.set("healthCheck", CheckBody.of(status.health()));
        body.set("lastExit", status.lastExit().map(ProcessBody::exit).orElse(null));
        body.set("lastError", status.lastError().map(ProcessBody::error).orElse(null));
        body.put("attempt", status.attempts())
                .put("maxAttempts", status.maxAttempts())
                .put("nextRestartAt", Json.time(status.nextRestart()))
                .put("nextRunAt", Json.time(status.nextRun()));
        body.set("resources", status.resources().map(UsageBody::resources).orElse(null));
        body.set(
                "instances",
                Json.array(status.instances().stream().map(InstanceBody::of).toList()));
    }

    private static ObjectNode error(ProcessStatus.LastError error) {
        return Json.object()
                .put("at", Json.time(error.at()))
                .put("type", error.reason().word())
                .put("message", error.reason().sentence());
    }

    private static ObjectNode exit(ProcessStatus.LastExit exit) {
        Optional<String> signal = exit.exit().signal();
        return Json.object()
                .put("at", Json.time(exit.at()))
                .put("code", exit.exit() instanceof Exit.Code code ? (Integer) code.value() : null)
                .put("signal", signal.orElse(null))
                .put("signalInferred", signal.isPresent())
                .put("expected", exit.expected())
                .put("ranMs", exit.ran().toMillis());
    }

    private static List<String> actions(State state, Principal caller) {
        if (!caller.may(Permission.CONTROL)) {
            return List.of();
        }
        return switch (state) {
            case DISABLED -> List.of();
            case STOPPED, STOPPING, EXITED, FAILED -> List.of("start");
            case BACKOFF -> List.of("start", "stop");
            case STARTING, RUNNING -> List.of("stop", "restart");
        };
    }

    private static String health(ProcessStatus status) {
        return status.health().verdict().name().toLowerCase(Locale.ROOT);
    }

    private static @Nullable Long pid(ProcessStatus status) {
        return status.pid().isPresent() ? (Long) status.pid().getAsLong() : null;
    }
}
