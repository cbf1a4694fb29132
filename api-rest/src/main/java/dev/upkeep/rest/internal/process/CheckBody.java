package dev.upkeep.rest.internal.process;

import dev.upkeep.ProcessStatus.HealthStatus;
import dev.upkeep.health.Probe;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.rest.internal.reply.Json;
import dev.upkeep.rest.internal.reply.Redaction;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.node.ObjectNode;

/** What is asked of a process, and what it answered. */
final class CheckBody {
    private CheckBody() {}

    static ObjectNode of(HealthStatus health) {
        Optional<ProbeResult> last = health.lastResult();
        return Json.object()
                .put("type", health.probe().map(CheckBody::type).orElse(null))
                .put("url", health.probe().map(CheckBody::url).orElse(null))
                .put("consecutiveFailures", health.failures())
                .put("lastCheck", Json.time(health.lastCheck()))
                .put("lastStatus", last.map(CheckBody::status).orElse(null))
                .put(
                        "lastDurationMs",
                        last.map(ProbeResult::took).map(Duration::toMillis).orElse(null))
                .put("lastDetail", last.map(CheckBody::detail).orElse(null))
                .put(
                        "lastError",
                        last.filter(result -> !result.passed())
                                .map(CheckBody::detail)
                                .orElse(null))
                .put("lastSuccess", Json.time(health.lastSuccess()));
    }

    private static String type(Probe probe) {
        if (probe instanceof Probe.Http) {
            return "http";
        }
        if (probe instanceof Probe.Tcp) {
            return "tcp";
        }
        return probe instanceof Probe.Exec ? "command" : "log";
    }

    /** Only what is an address; what a command is told may be a secret. */
    private static @Nullable String url(Probe probe) {
        if (probe instanceof Probe.Http http) {
            return Redaction.ofText(http.url().toString());
        }
        return probe instanceof Probe.Tcp tcp ? "tcp://" + tcp.host() + ":" + tcp.port() : null;
    }

    private static @Nullable Integer status(ProbeResult result) {
        return result.status().isPresent() ? (Integer) result.status().getAsInt() : null;
    }

    private static String detail(ProbeResult result) {
        return Redaction.ofText(result.detail());
    }
}
