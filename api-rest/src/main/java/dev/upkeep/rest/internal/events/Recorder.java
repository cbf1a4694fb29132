package dev.upkeep.rest.internal.events;

import dev.upkeep.Upkeep;
import dev.upkeep.UpkeepEvent;
import dev.upkeep.UpkeepListener;
import java.util.concurrent.atomic.AtomicBoolean;

/** Writes down what the supervisor tells, from the first listener on. Thread-safe. */
final class Recorder implements UpkeepListener {
    private static final int KEPT = 1024;

    private final Upkeep upkeep;
    private final History history = new History(KEPT);
    private final AtomicBoolean begun = new AtomicBoolean();
    private final AtomicBoolean ending = new AtomicBoolean();

    Recorder(Upkeep upkeep) {
        this.upkeep = upkeep;
    }

    History history() {
        return history;
    }

    void begin() {
        if (begun.compareAndSet(false, true)) {
            upkeep.listen(this);
        }
    }

    @Override
    public void happened(UpkeepEvent event) {
        look();
        Happening.of(event).forEach(history::add);
    }

    /** Looks whether the supervisor stops, which it does not tell by itself. */
    void look() {
        if (upkeep.isStopping() && ending.compareAndSet(false, true)) {
            history.add(new Happening.ShuttingDown());
        }
    }
}
