package dev.upkeep.rest.internal.root;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.process.Command;
import dev.upkeep.rest.internal.reply.Json;
import dev.upkeep.rest.internal.reply.Redaction;
import dev.upkeep.route.Route;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProxySpec;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** The configuration in force, with all defaults filled in and all values of variables left out. */
final class ConfigBody {
    private static final String HIDDEN = "******";

    private ConfigBody() {}

    static ObjectNode of(Configuration configuration) {
        ObjectNode body = Json.object();
        body.set(
                "processes",
                Json.array(configuration.processes().values().stream()
                        .map(ConfigBody::process)
                        .toList()));
        body.set("proxy", proxy(configuration.proxy()));
        return body;
    }

    private static ObjectNode process(ProcessSpec spec) {
        Command command = spec.command();
        ObjectNode body = Json.object()
                .put("id", spec.id().value())
                .put("enabled", spec.enabled())
                .put("name", spec.name())
                .put("description", spec.description())
                .put("command", command.program());
        body.set("args", Json.texts(Redaction.ofArguments(command.args())));
        body.put("cwd", path(command.cwd()));
        ObjectNode env = Json.object();
        command.environment().keySet().stream().sorted().forEach(name -> env.put(name, HIDDEN));
        body.set("env", env);
        body.put("pidFile", spec.pidFile().toString())
                .put("logFile", spec.logFile().toString())
                .put("maxAttempts", spec.restartPolicy().maxAttempts())
                .put("stopSignal", spec.stop().signal().toString())
                .put("stopTimeoutMs", spec.stop().timeout().toMillis());
        body.set("healthCheck", spec.healthCheck().map(ConfigBody::check).orElse(null));
        return body;
    }

    private static ObjectNode check(HealthCheck check) {
        return Json.object()
                .put("probe", Redaction.ofText(check.probe().toString()))
                .put("intervalMs", check.interval().toMillis())
                .put("timeoutMs", check.timeout().toMillis())
                .put("retries", check.retries());
    }

    private static ObjectNode proxy(ProxySpec spec) {
        ObjectNode body = Json.object()
                .put("host", spec.host())
                .put("port", spec.port())
                .put("httpsPort", spec.httpsPort())
                .put("managementPort", spec.managementPort());
        body.set(
                "routes",
                Json.array(spec.routes().stream().map(ConfigBody::route).toList()));
        return body;
    }

    private static ObjectNode route(Route route) {
        return Json.object()
                .put("domain", route.domain().orElse(null))
                .put("path", route.path())
                .put("target", Redaction.ofText(route.target().toString()))
                .put("process", route.process().map(Object::toString).orElse(null))
                .put("ssl", route.ssl());
    }

    private static @Nullable String path(Optional<Path> path) {
        return path.map(Path::toString).orElse(null);
    }
}
