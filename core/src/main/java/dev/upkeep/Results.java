package dev.upkeep;

import dev.upkeep.ReloadResult.Applied;
import dev.upkeep.ReloadResult.Step;
import dev.upkeep.config.Diagnostic;
import dev.upkeep.internal.plan.Plan;
import dev.upkeep.internal.plan.Plan.Kind;
import dev.upkeep.process.ProcessId;
import java.util.List;
import java.util.stream.Stream;

/** Plans, as others want to see them. */
final class Results {
    private Results() {}

    static Applied of(Plan plan, List<Diagnostic> warnings) {
        List<ProcessId> updated = Stream.of(Kind.UPDATED, Kind.RENAMED, Kind.ENABLED, Kind.DISABLED)
                .flatMap(kind -> plan.all(kind).stream())
                .toList();
        return new Applied(
                plan.all(Kind.ADDED),
                plan.all(Kind.REMOVED),
                plan.all(Kind.RESTARTED),
                updated,
                plan.all(Kind.UNCHANGED),
                plan.routesChanged(),
                warnings,
                plan.steps().stream()
                        .map(s -> new Step(s.id(), kind(s.kind()), s.reason()))
                        .toList());
    }

    private static Step.Kind kind(Kind kind) {
        return switch (kind) {
            case ADDED, ENABLED -> Step.Kind.START;
            case REMOVED, DISABLED -> Step.Kind.STOP;
            case RESTARTED -> Step.Kind.RESTART;
            case UPDATED -> Step.Kind.UPDATE;
            case RENAMED -> Step.Kind.RENAME;
            case UNCHANGED -> Step.Kind.KEEP;
        };
    }
}
