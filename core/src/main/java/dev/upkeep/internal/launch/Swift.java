package dev.upkeep.internal.launch;

import java.util.concurrent.ForkJoinWorkerThread;
import java.util.concurrent.Semaphore;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Does what follows the end of a process on the thread that tells of it, which saves waking another. Only a few at a time:
 * whatever keeps them waiting, such as a disk that hangs, keeps nobody else waiting. And never on a thread of the pool that
 * all the JVM shares. Thread-safe.
 */
final class Swift {
    private static final Logger LOG = LoggerFactory.getLogger(Swift.class);
    private static final int FEW = 2;

    private final Semaphore free = new Semaphore(FEW);

    /**
     * Does it here and now, if that may be.
     *
     * @return false if it has to be done elsewhere
     */
    boolean tryRun(Runnable task) {
        if (Thread.currentThread() instanceof ForkJoinWorkerThread || !free.tryAcquire()) {
            return false;
        }
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOG.error("A fault of Upkeep's: what follows the end of a process failed", e);
        } finally {
            free.release();
        }
        return true;
    }
}
