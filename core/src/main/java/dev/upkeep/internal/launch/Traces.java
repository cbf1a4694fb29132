package dev.upkeep.internal.launch;

import dev.upkeep.internal.system.FileTrouble;
import dev.upkeep.process.ProcessId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/** What there is of a process on disk, besides what it prints. Thread-safe. */
final class Traces {
    private final LaunchRecord record;
    private Optional<PidFile> pidFile; // guarded by this

    /** Whether there is nothing any more that could be known by another id; guarded by this. */
    private boolean ended;

    /**
     * Those of one launch.
     *
     * @param pidFile removed when nothing of it lives
     * @param record removed when all lines were handed over, too
     */
    Traces(Optional<PidFile> pidFile, LaunchRecord record) {
        this.pidFile = pidFile;
        this.record = record;
    }

    /**
     * From now on it is known by another id. The record comes first: from then on the next supervisor knows, too.
     *
     * @return why that cannot be; empty if it is so, or nothing lives any more
     */
    synchronized Optional<String> rename(long pid, ProcessId id, Path path, Map<String, String> notes, Shared shared) {
        if (ended) {
            return Optional.empty();
        }
        PidFile next = new PidFile(path);
        boolean stays = pidFile.filter(next::isSame).isPresent();
        try {
            if (!stays) {
                next.prepare(shared::lives);
            }
            record.rename(id, path, notes);
        } catch (IOException e) {
            return Optional.of(FileTrouble.say(e));
        }
        if (!stays) {
            pidFile.ifPresent(before -> before.moveTo(next, pid));
            pidFile = Optional.of(next);
        }
        return Optional.empty();
    }

    /** Nothing of it lives. */
    synchronized void end(long pid) {
        ended = true;
        pidFile.ifPresent(file -> file.remove(pid));
    }

    /** All lines were handed over: only now nobody has to know of this launch any more. */
    void vanish() {
        record.delete();
    }
}
