package dev.upkeep;

import dev.upkeep.config.Diagnostic;
import dev.upkeep.process.ProcessId;
import java.util.List;
import java.util.Locale;

/** What came of reading the files again. */
public sealed interface ReloadResult {
    /**
     * Applied.
     *
     * @param added are new
     * @param removed are gone
     * @param restarted have to be launched anew
     * @param updated have changed in a way that needs no restart, their ids included
     * @param unchanged are left alone
     * @param routesChanged whether requests go elsewhere now
     * @param warnings what is valid but doubtful, or takes effect only when Upkeep is started again, as ports do
     * @param steps what is done to each process, and why
     */
    record Applied(
            List<ProcessId> added,
            List<ProcessId> removed,
            List<ProcessId> restarted,
            List<ProcessId> updated,
            List<ProcessId> unchanged,
            boolean routesChanged,
            List<Diagnostic> warnings,
            List<Step> steps)
            implements ReloadResult {}

    /**
     * What is done to one process.
     *
     * @param process which
     * @param kind what is done
     * @param reason why, for people: {@code `env.PORT` has changed}; goes on after its id
     */
    record Step(ProcessId process, Kind kind, String reason) {
        /** What is done. */
        public enum Kind {
            /** It is started, if it is enabled. */
            START,
            /** It is stopped. */
            STOP,
            /** It is launched anew, unless an operator has stopped it. */
            RESTART,
            /** It runs on, and is treated otherwise from now on. */
            UPDATE,
            /** It runs on, and has this id from now on. */
            RENAME,
            /** Nothing. */
            KEEP;

            /**
             * The word that REST and logs use.
             *
             * @return the name in lower case, such as {@code restart}
             */
            public String word() {
                return name().toLowerCase(Locale.ROOT);
            }
        }
    }

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
