package dev.upkeep.rest.internal.events;

import dev.upkeep.ProcessStatus;
import dev.upkeep.ReloadResult;
import dev.upkeep.UpkeepEvent;
import dev.upkeep.process.ProcessId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Something that listeners are told of. */
sealed interface Happening {
    /** A process is in another way than before. */
    record Changed(ProcessStatus status) implements Happening {}

    /** There is no such process any more. */
    record Removed(ProcessId id) implements Happening {}

    /** The files were read again. */
    record Reloaded(ReloadResult result) implements Happening {}

    /** Somebody has asked for something over this interface, and this status came of it. */
    record Acted(Instant at, String principal, String action, Optional<ProcessId> process, int status)
            implements Happening {}

    /** The supervisor is stopping. */
    record ShuttingDown() implements Happening {}

    /** What the supervisor says, in the words of this interface: a process that is renamed goes, and another comes. */
    static List<Happening> of(UpkeepEvent event) {
        if (event instanceof UpkeepEvent.StateChanged changed) {
            return List.of(new Changed(changed.status()));
        } else if (event instanceof UpkeepEvent.Removed removed) {
            return List.of(new Removed(removed.id()));
        } else if (event instanceof UpkeepEvent.Renamed renamed) {
            return List.of(new Removed(renamed.before()), new Changed(renamed.status()));
        } else if (event instanceof UpkeepEvent.Reloaded reloaded) {
            return List.of(new Reloaded(reloaded.result()));
        }
        return List.of();
    }
}
