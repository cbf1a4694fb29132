package dev.upkeep;

import dev.upkeep.Notes.RolledBack;
import dev.upkeep.internal.lifecycle.Lifecycle;
import dev.upkeep.internal.lifecycle.Watches;
import dev.upkeep.process.Reason;
import dev.upkeep.spec.OrphanPolicy;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spi.Orphan;
import java.time.Duration;
import java.util.Optional;

/** What is done with what an earlier supervisor has left. */
final class Orphans {
    private static final Reason KILLED =
            new Reason("OrphanPolicy", "Being launched anew: it outlived its supervisor, and its orphanPolicy is kill");
    private static final Reason CHANGED =
            new Reason("ConfigurationChanged", "Being launched anew: its configuration changed while nobody watched");

    private static final Reason UNWANTED =
            new Reason("LeftBehind", "An earlier supervisor had launched it, and nobody wants it any more");

    private Orphans() {}

    /** Whether an adopted process was launched from another description than this one. */
    static boolean isOther(ProcessSpec spec, Notes notes) {
        return notes.fingerprint()
                .filter(then -> !then.equals(spec.fingerprint()))
                .isPresent();
    }

    /** What an adopted process was launched instead of, if that is what the files still say. */
    static Optional<RolledBack> rolledBack(ProcessSpec spec, Notes notes) {
        return notes.rolledBack()
                .filter(back -> isOther(spec, notes) && back.refused().equals(spec.fingerprint()));
    }

    /** Why an adopted process cannot stay as it is; empty if it can, or if nobody knows how it was launched. */
    static Optional<Reason> reasonToReplace(ProcessSpec spec, Notes notes) {
        if (spec.orphanPolicy() == OrphanPolicy.KILL) {
            return Optional.of(KILLED);
        }
        boolean stays = !isOther(spec, notes) || rolledBack(spec, notes).isPresent();
        return stays ? Optional.empty() : Optional.of(CHANGED);
    }

    /** For what is in no configuration any more, so that it can be ended like what is: by the signal it was launched with. */
    static Lifecycle rules(Orphan orphan) {
        ProcessSpec spec = ProcessSpec.builder(orphan.id())
                .enabled(false)
                .stop(Notes.in(orphan.notes()).stop())
                .build();
        return new Lifecycle(spec, Watches.NONE, UNWANTED, Duration.ZERO);
    }
}
