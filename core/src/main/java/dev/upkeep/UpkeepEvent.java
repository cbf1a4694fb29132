package dev.upkeep;

import dev.upkeep.health.ProbeResult;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;

/** Something that has happened. Further kinds may be added in later versions. */
public interface UpkeepEvent {
    /**
     * A process changed its state, became ready, or ceased to be.
     *
     * @param before what it was
     * @param status how it is now, with the reason
     */
    record StateChanged(State before, ProcessStatus status) implements UpkeepEvent {}

    /**
     * A health check has come to a result; told at each, so that there may be many.
     *
     * @param id which process was asked
     * @param instance which of its instances, from 1
     * @param result what came of it
     * @param late whether it failed because no answer came in time
     */
    record Checked(ProcessId id, int instance, ProbeResult result, boolean late) implements UpkeepEvent {}

    /**
     * A process is no longer in the configuration, and nothing of it lives.
     *
     * @param id which it was
     */
    record Removed(ProcessId id) implements UpkeepEvent {}

    /**
     * A process goes on under another id. Of the earlier one there is nothing to tell any more.
     *
     * @param before which id it had
     * @param status how it is now, with its new id
     */
    record Renamed(ProcessId before, ProcessStatus status) implements UpkeepEvent {}

    /**
     * A new version of a process did not work, and its last version that did is in force again until the file changes.
     *
     * @param id which process
     * @param why for people: {@code the new version has failed: …}
     */
    record RolledBack(ProcessId id, String why) implements UpkeepEvent {}

    /**
     * The files were read again.
     *
     * @param result what came of it
     */
    record Reloaded(ReloadResult result) implements UpkeepEvent {}
}
