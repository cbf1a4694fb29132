package dev.upkeep.rest.internal.reload;

import dev.upkeep.ReloadResult;
import dev.upkeep.process.ProcessId;
import dev.upkeep.rest.internal.problem.DiagnosticsBody;
import dev.upkeep.rest.internal.reply.Json;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What came of a reload, as answers show it. */
public final class ReloadBody {
    private ReloadBody() {}

    public static ObjectNode of(ReloadResult.Applied applied) {
        ObjectNode changes = Json.object();
        changes.set("added", Json.texts(applied.added()));
        changes.set("removed", Json.texts(applied.removed()));
        changes.set("updated", updated(applied));
        changes.set("unchanged", Json.texts(applied.unchanged()));
        changes.put("routes", applied.routesChanged());
        ObjectNode body = Json.object().put("success", true).put("message", message(applied));
        body.set("changes", changes);
        body.set("warnings", DiagnosticsBody.of(applied.warnings()));
        return body;
    }

    /** The same, of what was not done, with every step and its reason. */
    public static ObjectNode ofPreview(ReloadResult.Applied planned) {
        ObjectNode body = of(planned).put("dryRun", true);
        body.set(
                "steps",
                Json.array(planned.steps().stream()
                        .map(s -> Json.object()
                                .put("id", s.process().value())
                                .put("do", s.kind().word())
                                .put("reason", s.reason()))
                        .toList()));
        return body;
    }

    private static String message(ReloadResult.Applied applied) {
        int changed = applied.restarted().size() + applied.updated().size();
        return applied.added().size() + " added, " + changed + " changed, "
                + applied.removed().size() + " removed, " + applied.unchanged().size() + " unchanged";
    }

    private static ArrayNode updated(ReloadResult.Applied applied) {
        List<ObjectNode> all = new ArrayList<>();
        applied.restarted().forEach(id -> all.add(updated(id, true)));
        applied.updated().forEach(id -> all.add(updated(id, false)));
        return Json.array(all);
    }

    private static ObjectNode updated(ProcessId id, boolean restarted) {
        return Json.object().put("id", id.value()).put("restarted", restarted);
    }
}
