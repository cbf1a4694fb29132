package dev.upkeep;

import dev.upkeep.Notes.RolledBack;
import dev.upkeep.config.Diagnostic;
import dev.upkeep.internal.lifecycle.Life;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Reason;
import dev.upkeep.process.State;
import dev.upkeep.spi.Orphan;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What Upkeep itself logs. */
final class Logs {
    /** The supervisor's own logger. */
    static final Logger UPKEEP = LoggerFactory.getLogger("upkeep");

    private Logs() {}

    /** The logger that lines of a process go to. */
    static Logger of(ProcessId id) {
        return LoggerFactory.getLogger("upkeep.process." + id);
    }

    static void started(ProcessId id, long pid, String program) {
        if (UPKEEP.isInfoEnabled()) {
            String quoted = program.replace("\\", "\\\\").replace("\"", "\\\"");
            UPKEEP.info(
                    "Process {} started successfully {}", id, "{\"pid\":" + pid + ",\"command\":\"" + quoted + "\"}");
        }
    }

    static void adopted(Orphan orphan, boolean wanted) {
        if (orphan.isAlive()) {
            UPKEEP.info(
                    "Process {} lives since {}, launched by an earlier supervisor: {}",
                    orphan.id(),
                    orphan.launched(),
                    wanted ? "adopted" : "it is not wanted any more, and ended");
        } else {
            UPKEEP.info("Process {}: what an earlier supervisor has left of it is cleared up", orphan.id());
        }
    }

    static void rolledBackEarlier(ProcessId id, RolledBack back) {
        UPKEEP.warn("Process {} stays as it was rolled back to earlier, until it ends: {}", id, back.why());
    }

    /** Says what was found in the files, a line each. */
    static void found(List<Diagnostic> diagnostics) {
        diagnostics.forEach(
                d -> UPKEEP.warn("{}:{}:{}: {}. {}", d.file(), d.line(), d.column(), d.message(), d.help()));
    }

    /** Says what a process does now, loudly if it is trouble. */
    static void changed(String id, Life before, Life life, Reason reason) {
        if (Statuses.isTrouble(life)) {
            UPKEEP.warn("Process {} {}: {}", id, does(life.state()), reason);
        } else if (before.state() != life.state() || before.ready() != life.ready()) {
            UPKEEP.info("Process {} {}: {}", id, does(life.state()), reason);
        }
    }

    private static String does(State state) {
        return switch (state) {
            case BACKOFF -> "is waiting to be restarted";
            case EXITED, FAILED -> "has " + state.word();
            case DISABLED, STOPPED, STARTING, RUNNING, STOPPING -> "is " + state.word();
        };
    }
}
