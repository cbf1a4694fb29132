package dev.upkeep.rest.internal.process;

import dev.upkeep.ProcessStatus;
import dev.upkeep.process.ProcessId;
import dev.upkeep.rest.internal.reply.Json;
import dev.upkeep.route.Traffic;
import dev.upkeep.route.TrafficReport;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What a process uses, and what went to it. */
public final class UsageBody {
    private UsageBody() {}

    /** Only that: the traffic is null if no route leads there. */
    public static ObjectNode of(ProcessStatus status, TrafficReport report) {
        ObjectNode body = Json.object().put("id", status.id().value());
        body.set("resources", status.resources().map(UsageBody::resources).orElse(null));
        TrafficReport.OfProcess now = report.processes().get(status.id());
        body.set("traffic", now == null ? null : traffic(now, along(status.id(), report)));
        return body;
    }

    private static List<Traffic> along(ProcessId id, TrafficReport report) {
        return report.routes().stream()
                .filter(route -> route.process().filter(id::equals).isPresent())
                .map(TrafficReport.OfRoute::traffic)
                .toList();
    }

    private static ObjectNode traffic(TrafficReport.OfProcess now, List<Traffic> routes) {
        return Json.object()
                .put("requests", routes.stream().mapToLong(Traffic::requests).sum())
                .put(
                        "failed",
                        routes.stream()
                                .mapToLong(t -> t.answers().getOrDefault(5, 0L))
                                .sum())
                .put("inFlight", now.inFlight())
                .put("held", now.held());
    }

    static ObjectNode resources(ProcessStatus.Resources used) {
        return Json.object()
                .put("cpuPercent", used.cpuPercent())
                .put("cpuTimeMs", used.cpuTime().toMillis())
                .put("memoryBytes", used.memory())
                .put("threads", used.threads())
                .put("children", used.children())
                .put("sampledAt", Json.time(used.sampledAt()));
    }
}
