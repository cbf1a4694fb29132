package dev.upkeep.rest.internal.events;

import dev.upkeep.ProcessStatus;
import dev.upkeep.ReloadResult;
import dev.upkeep.process.ProcessId;
import dev.upkeep.rest.access.Principal;
import dev.upkeep.rest.internal.problem.DiagnosticsBody;
import dev.upkeep.rest.internal.process.ProcessBody;
import dev.upkeep.rest.internal.process.UsageBody;
import dev.upkeep.rest.internal.reload.ReloadBody;
import dev.upkeep.rest.internal.reply.Json;
import dev.upkeep.route.TrafficReport;
import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** What has happened, as one caller may know it. */
record Telling(String type, ObjectNode data) {
    static Telling of(Happening happening, ProcessBody view, Principal caller) {
        if (happening instanceof Happening.Changed changed) {
            return new Telling("process", view.of(changed.status(), caller));
        } else if (happening instanceof Happening.Removed removed) {
            return new Telling(
                    "process-removed", Json.object().put("id", removed.id().value()));
        } else if (happening instanceof Happening.Reloaded reloaded) {
            return new Telling("config", config(reloaded.result()));
        } else if (happening instanceof Happening.Acted acted) {
            return new Telling("action", action(acted));
        }
        return new Telling("shutdown", Json.object().put("message", "The supervisor is stopping"));
    }

    /** All processes as they are now: from here on, changes are enough. */
    static Telling snapshot(String epoch, List<ProcessStatus> processes, ProcessBody view, Principal caller) {
        ObjectNode data = Json.object().put("epoch", epoch);
        data.set(
                "processes",
                Json.array(processes.stream().map(p -> view.of(p, caller)).toList()));
        return new Telling("snapshot", data);
    }

    /** What processes use now. */
    static Telling resources(List<ProcessStatus> processes, TrafficReport traffic) {
        ObjectNode data = Json.object();
        data.set(
                "processes",
                Json.array(processes.stream().map(p -> UsageBody.of(p, traffic)).toList()));
        return new Telling("resources", data);
    }

    private static ObjectNode action(Happening.Acted acted) {
        return Json.object()
                .put("at", Json.time(acted.at()))
                .put("principal", acted.principal())
                .put("action", acted.action())
                .put("processId", acted.process().map(ProcessId::value).orElse(null))
                .put("status", acted.status());
    }

    private static ObjectNode config(ReloadResult result) {
        if (result instanceof ReloadResult.Applied applied) {
            return ReloadBody.of(applied);
        } else if (result instanceof ReloadResult.Invalid invalid) {
            ObjectNode body = Json.object()
                    .put("success", false)
                    .put("message", DiagnosticsBody.summary(invalid.diagnostics()) + "; nothing was changed");
            body.set("diagnostics", DiagnosticsBody.of(invalid.diagnostics()));
            return body;
        }
        return Json.object().put("success", false).put("message", ((ReloadResult.Impossible) result).why());
    }
}
