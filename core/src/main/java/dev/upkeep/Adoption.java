package dev.upkeep;

import dev.upkeep.spi.Orphan;
import java.util.List;

/** Takes over, once and before anything is launched, what an earlier supervisor has left. Lives on the loop. */
final class Adoption {
    private final Outside outside;
    private final Roster roster;
    private boolean done;

    Adoption(Outside outside, Roster roster) {
        this.outside = outside;
        this.roster = roster;
    }

    /** Does it, if it was not done before. What cannot be found is not taken over; launching will refuse its doubles. */
    void once() {
        if (!done) {
            done = true;
            orphans().forEach(this::take);
        }
    }

    private List<Orphan> orphans() {
        try {
            return outside.launcher().orphans();
        } catch (RuntimeException e) {
            Logs.UPKEEP.error("What an earlier supervisor has left cannot be looked for: a fault of Upkeep's", e);
            return List.of();
        }
    }

    private void take(Orphan orphan) {
        Fleet fleet = roster.heir(orphan);
        boolean wanted = roster.get(orphan.id()).isPresent();
        fleet.adopt(orphan, Notes.in(orphan.notes()).logFile(), wanted);
        roster.settle(fleet);
    }
}
