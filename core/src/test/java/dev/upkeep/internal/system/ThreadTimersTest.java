package dev.upkeep.internal.system;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.testing.Waits;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadTimersTest {
    private final ThreadTimers timers = new ThreadTimers();
    private final AtomicInteger ran = new AtomicInteger();
    private final CompletableFuture<Thread> thread = new CompletableFuture<>();

    @AfterEach
    void close() {
        timers.close();
    }

    @Test
    void aTaskRunsOnADaemonThreadOfTheTimers() {
        timers.after(Duration.ofMillis(1), () -> thread.complete(Thread.currentThread()));

        assertThat(Waits.value(thread).getName()).isEqualTo("upkeep-timers");
        assertThat(thread.join().isDaemon()).isTrue();
    }

    @Test
    void whatIsTakenBackDoesNotRun() {
        CountDownLatch free = occupied();
        timers.after(Duration.ZERO, ran::incrementAndGet).cancel();
        CompletableFuture<Boolean> later = new CompletableFuture<>();
        timers.after(Duration.ZERO, () -> later.complete(true));

        free.countDown();

        Waits.value(later);
        assertThat(ran).hasValue(0);
    }

    @Test
    void aFailureHarmsNoOtherTask() {
        timers.after(Duration.ZERO, () -> {
            throw new IllegalStateException("on purpose");
        });
        timers.after(Duration.ZERO, ran::incrementAndGet);

        Waits.until(() -> ran.get() == 1);
    }

    @Test
    void atTheEndWhatWaitsIsForgottenAndNothingNewIsTaken() {
        CountDownLatch free = occupied();
        timers.after(Duration.ZERO, ran::incrementAndGet);
        timers.close();
        timers.after(Duration.ZERO, ran::incrementAndGet);

        free.countDown();

        Waits.until(() -> !thread.join().isAlive());
        assertThat(ran).hasValue(0);
    }

    /** Keeps the thread of the timers busy until the latch is counted down, so that all else must wait. */
    private CountDownLatch occupied() {
        CountDownLatch free = new CountDownLatch(1);
        timers.after(Duration.ZERO, () -> {
            thread.complete(Thread.currentThread());
            Waits.until(() -> free.getCount() == 0);
        });
        Waits.value(thread);
        return free;
    }
}
