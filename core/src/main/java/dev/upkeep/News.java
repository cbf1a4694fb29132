package dev.upkeep;

import dev.upkeep.internal.lifecycle.Life;
import dev.upkeep.process.ProcessId;
import java.util.ArrayDeque;
import java.util.Deque;

/**
 * What has changed and those who need it have not been told of. What follows from one piece of news comes after it, however
 * long the chain. Lives on the loop.
 */
final class News {
    /** Tells all who need a process what has become of it. */
    @FunctionalInterface
    interface Teller {
        void tell(ProcessId id, Life before);
    }

    private record Item(ProcessId id, Life before) {}

    private final Deque<Item> untold = new ArrayDeque<>();
    private final Teller teller;
    private boolean spreading;

    News(Teller teller) {
        this.teller = teller;
    }

    /** A life has changed. */
    void add(ProcessId id, Life before) {
        untold.add(new Item(id, before));
        if (!spreading) {
            spreading = true;
            try {
                for (Item next = untold.poll(); next != null; next = untold.poll()) {
                    teller.tell(next.id(), next.before());
                }
            } finally {
                spreading = false;
            }
        }
    }
}
