package dev.upkeep.testkit.junit;

import dev.upkeep.ProcessStatus;
import dev.upkeep.UpkeepEvent;
import dev.upkeep.UpkeepListener;
import dev.upkeep.process.State;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Wakes who waits for a process whenever something has changed; nobody asks in vain. */
final class Sightings implements UpkeepListener {
    @Override
    public synchronized void happened(UpkeepEvent event) {
        notifyAll();
    }

    /** Empty once it is so; else how the process was when it was given up, or the time was over. */
    synchronized Optional<ProcessStatus> await(
            Supplier<ProcessStatus> process, Predicate<ProcessStatus> wanted, Duration longest) {
        long end = System.nanoTime() + longest.toNanos();
        while (true) {
            ProcessStatus now = process.get();
            if (wanted.test(now)) {
                return Optional.empty();
            }
            long left = end - System.nanoTime();
            if (left <= 0 || now.state() == State.FAILED) {
                return Optional.of(now);
            }
            try {
                wait(Math.max(1, left / 1_000_000));
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return Optional.of(now);
            }
        }
    }
}
