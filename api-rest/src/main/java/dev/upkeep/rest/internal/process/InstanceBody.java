package dev.upkeep.rest.internal.process;

import dev.upkeep.InstanceStatus;
import dev.upkeep.rest.internal.reply.Json;
import java.util.Locale;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** How one instance of a process looks: as the process, but for what all instances have in common. */
final class InstanceBody {
    private InstanceBody() {}

    static ObjectNode of(InstanceStatus status) {
        ObjectNode body = Json.object()
                .put("number", status.number())
                .put("role", status.role().name().toLowerCase(Locale.ROOT))
                .put("state", status.state().word())
                .put("stateSince", Json.time(status.since()))
                .put("reason", status.reason().word())
                .put("message", status.reason().sentence())
                .put("ready", status.ready())
                .put("health", status.health().verdict().name().toLowerCase(Locale.ROOT))
                .put("pid", status.pid().isPresent() ? (Long) status.pid().getAsLong() : null)
                .put("port", port(status.port()))
                .put("startTime", Json.time(status.startTime()))
                .put("uptime", status.uptime().toMillis())
                .put("restartCount", status.restartCount())
                .put("nextRestartAt", Json.time(status.nextRestart()));
        body.set("resources", status.resources().map(UsageBody::resources).orElse(null));
        return body;
    }

    private static @Nullable Integer port(OptionalInt port) {
        return port.isPresent() ? (Integer) port.getAsInt() : null;
    }
}
