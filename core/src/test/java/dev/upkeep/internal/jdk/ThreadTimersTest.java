package dev.upkeep.internal.jdk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.spi.Timers;
import dev.upkeep.testing.Waits;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ThreadTimersTest {
    private final ThreadTimers timers = new ThreadTimers();
    private final AtomicInteger ran = new AtomicInteger();

    @AfterEach
    void close() {
        timers.close();
    }

    @Test
    void aTaskRunsOnADaemonThreadOfTheTimers() {
        CompletableFuture<Thread> thread = new CompletableFuture<>();
        timers.after(Duration.ofMillis(1), () -> thread.complete(Thread.currentThread()));

        assertThat(Waits.value(thread).getName()).isEqualTo("upkeep-timers");
        assertThat(thread.join().isDaemon()).isTrue();
    }

    @Test
    void whatIsTakenBackDoesNotRun() {
        Timers.Pending pending = timers.after(Duration.ofMillis(20), ran::incrementAndGet);
        pending.cancel();
        CompletableFuture<Boolean> later = new CompletableFuture<>();
        timers.after(Duration.ofMillis(40), () -> later.complete(true));

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
    void afterTheEndNothingRunsAndNothingThrows() {
        timers.close();

        timers.after(Duration.ZERO, ran::incrementAndGet).cancel();

        assertThat(ran).hasValue(0);
    }
}
