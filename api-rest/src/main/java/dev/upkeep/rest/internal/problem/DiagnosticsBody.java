package dev.upkeep.rest.internal.problem;

import dev.upkeep.config.Diagnostic;
import dev.upkeep.config.Diagnostic.Severity;
import dev.upkeep.process.Spans;
import dev.upkeep.rest.internal.reply.Json;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** What was found in the files, as answers show it: where it stands, never what stands there, which may be a secret. */
public final class DiagnosticsBody {
    private DiagnosticsBody() {}

    public static ArrayNode of(List<Diagnostic> diagnostics) {
        return Json.array(diagnostics.stream().map(DiagnosticsBody::diagnostic).toList());
    }

    /** Such as {@code 2 errors, 1 warning in processes.yaml}. */
    public static String summary(List<Diagnostic> diagnostics) {
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
