package dev.upkeep.rest.internal.events;

import java.util.ArrayDeque;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArraySet;

/**
 * What has happened of late, numbered from 1. It is kept once for all listeners: each knows how far it has come, so that
 * one who is slow costs nothing and misses only what is dropped here. Thread-safe.
 */
final class History {
    private final int most;
    private final ArrayDeque<Entry> kept = new ArrayDeque<>();
    private final Set<Runnable> waiting = new CopyOnWriteArraySet<>();
    private long newest;

    /** Something and its number. */
    record Entry(long seq, Happening happening) {}

    History(int most) {
        this.most = most;
    }

    void add(Happening happening) {
        synchronized (this) {
            kept.addLast(new Entry(++newest, happening));
            if (kept.size() > most) {
                kept.removeFirst();
            }
        }
        waiting.forEach(Runnable::run);
    }

    /** The number of the newest, 0 if nothing has happened. */
    synchronized long newest() {
        return newest;
    }

    /** The number of the oldest that is kept, or that would be the first. */
    synchronized long oldest() {
        return newest - kept.size() + 1;
    }

    /** What came after this number, oldest first; begins later if that is no longer kept. */
    synchronized List<Entry> after(long seq, int count) {
        return kept.stream().filter(e -> e.seq() > seq).limit(count).toList();
    }

    /** Runs this at each addition, on the thread of whoever adds; it is short. */
    void await(Runnable wake) {
        waiting.add(wake);
    }

    void forget(Runnable wake) {
        waiting.remove(wake);
    }
}
