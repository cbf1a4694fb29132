package dev.upkeep;

import dev.upkeep.config.Diagnostic;
import dev.upkeep.process.ProcessId;
import java.util.List;

/** What came of reading the files again. */
public sealed interface ReloadResult {
    /**
     * Applied.
     *
     * @param added are new
     * @param removed are gone
     * @param restarted have to be launched anew
     * @param updated have changed in a way that needs no restart
     * @param unchanged are left alone
     * @param routesChanged whether requests go elsewhere now
     * @param warnings what is valid but doubtful, or takes effect only when Upkeep is started again, as ports do
     */
    record Applied(
            List<ProcessId> added,
            List<ProcessId> removed,
            List<ProcessId> restarted,
            List<ProcessId> updated,
            List<ProcessId> unchanged,
            boolean routesChanged,
            List<Diagnostic> warnings)
            implements ReloadResult {}

    /**
     * Something is wrong with the files, and nothing was changed.
     *
     * @param diagnostics everything that is wrong
     */
    record Invalid(List<Diagnostic> diagnostics) implements ReloadResult {}

    /**
     * Nobody can reload now: this supervisor was made in code, or it is stopping, or a fault of its own came in between.
     *
     * @param why for people
     */
    record Impossible(String why) implements ReloadResult {}
}
