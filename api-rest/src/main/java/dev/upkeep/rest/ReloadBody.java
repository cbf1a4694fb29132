package dev.upkeep.rest;

import dev.upkeep.ReloadResult;
import dev.upkeep.config.Diagnostic;
import dev.upkeep.config.Diagnostic.Severity;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Spans;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What came of a reload, as answers show it. Diagnostics tell where, never what stands there: it may be a secret. */
final class ReloadBody {
    private ReloadBody() {}

    static ObjectNode of(ReloadResult.Applied applied) {
        ObjectNode changes = Json.object();
        changes.set("added", Json.texts(applied.added()));
        changes.set("removed", Json.texts(applied.removed()));
        changes.set("updated", updated(applied));
        changes.set("unchanged", Json.texts(applied.unchanged()));
        changes.put("routes", applied.routesChanged());
        ObjectNode body = Json.object().put("success", true).put("message", message(applied));
        body.set("changes", changes);
        body.set("warnings", of(applied.warnings()));
        return body;
    }

    /** The same, of what was not done, with every step and its reason. */
    static ObjectNode ofPreview(ReloadResult.Applied planned) {
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

    static ArrayNode of(List<Diagnostic> diagnostics) {
        return Json.array(diagnostics.stream().map(ReloadBody::diagnostic).toList());
    }

    /** Such as {@code 2 errors, 1 warning in processes.yaml}. */
    static String summary(List<Diagnostic> diagnostics) {
        int errors = (int)
                diagnostics.stream().filter(d -> d.severity() == Severity.ERROR).count();
        int warnings = diagnostics.size() - errors;
        String files = diagnostics.stream()
                .map(Diagnostic::file)
                .filter(f -> !f.isEmpty())
                .distinct()
                .collect(Collectors.joining(", "));
        return Spans.count(errors, "error")
                + (warnings == 0 ? "" : ", " + Spans.count(warnings, "warning"))
                + (files.isEmpty() ? "" : " in " + files);
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

    private static ObjectNode diagnostic(Diagnostic diagnostic) {
        return Json.object()
                .put("severity", diagnostic.severity().name().toLowerCase(Locale.ROOT))
                .put("code", diagnostic.code())
                .put("file", diagnostic.file())
                .put("line", diagnostic.line())
                .put("column", diagnostic.column())
                .put("endColumn", diagnostic.endColumn())
                .put("path", diagnostic.path())
                .put("message", diagnostic.message())
                .put("help", diagnostic.help());
    }
}
