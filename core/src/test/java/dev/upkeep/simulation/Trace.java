package dev.upkeep.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/** What has happened, for whoever has to understand a failure; costs nothing unless somebody wants it. */
final class Trace {
    private final Agenda agenda;
    private final boolean wanted;
    private final List<String> lines = new ArrayList<>();

    Trace(Agenda agenda, boolean wanted) {
        this.agenda = agenda;
        this.wanted = wanted;
    }

    void say(Supplier<String> what) {
        if (wanted) {
            lines.add("%8d ms  %s".formatted(agenda.millis(), what.get()));
        }
    }

    @Override
    public String toString() {
        return String.join("\n", lines);
    }
}
