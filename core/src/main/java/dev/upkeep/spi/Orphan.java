package dev.upkeep.spi;

import dev.upkeep.process.ProcessId;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/**
 * What a supervisor that could not stop it has left of one launch: a process that lives, or only some of those it had
 * started, or nothing but lines that nobody has read yet.
 *
 * @param id of the process; it may be in no configuration any more
 * @param launch which launch; no two have the same
 * @param pid of the root of its tree, proved to be that process; 0 if the root has ended
 * @param launched when it was launched, on the clock on the wall
 * @param age how long ago that was, on a clock that does not jump; zero if the root has ended
 * @param notes as they were given to {@link ProcessLauncher.Launch}; empty if they got lost
 * @param instance which of the process's instances it is, from 1
 */
public record Orphan(
        ProcessId id,
        String launch,
        long pid,
        Instant launched,
        Duration age,
        Map<String, String> notes,
        int instance) {
    /** Copies the notes. */
    public Orphan {
        notes = Map.copyOf(notes);
    }

    /**
     * Of the first instance.
     *
     * @param id of the process
     * @param launch which launch
     * @param pid of the root of its tree; 0 if the root has ended
     * @param launched when it was launched
     * @param age how long ago that was
     * @param notes as they were given to the launch
     */
    public Orphan(ProcessId id, String launch, long pid, Instant launched, Duration age, Map<String, String> notes) {
        this(id, launch, pid, launched, age, notes, 1);
    }

    /**
     * Whether the process itself lives.
     *
     * @return false if at most others of its tree do
     */
    public boolean isAlive() {
        return pid != 0;
    }
}
