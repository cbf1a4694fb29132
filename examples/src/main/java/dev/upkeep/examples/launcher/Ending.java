package dev.upkeep.examples.launcher;

import dev.upkeep.Upkeep;
import dev.upkeep.examples.terminal.ExitCode;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;

/**
 * What signals do: the first stops everything gracefully, the second kills what is left, the third waits for nothing. What
 * cannot even be killed is waited for, but not for ever.
 */
final class Ending {
    private final Upkeep upkeep;
    private final Talk talk;
    private final Patience patience;
    private final IntConsumer halt;
    private final AtomicInteger signals = new AtomicInteger();
    private final CompletableFuture<Integer> code = new CompletableFuture<>();

    /**
     * How long the end may take.
     *
     * @param stopped after all that is waited for has had its time to stop, and is being killed
     * @param killed after the second signal
     */
    record Patience(Duration stopped, Duration killed) {
        static final Patience USUAL = new Patience(Duration.ofSeconds(30), Duration.ofSeconds(5));
    }

    /**
     * An end that has not come.
     *
     * @param halt ends the JVM with a code, at once
     */
    Ending(Upkeep upkeep, Talk talk, Patience patience, IntConsumer halt) {
        this.upkeep = upkeep;
        this.talk = talk;
        this.patience = patience;
        this.halt = halt;
    }

    /** The exit code, once nothing lives any more. */
    CompletableFuture<Integer> code() {
        return code;
    }

    void signalled(int number) {
        switch (signals.incrementAndGet()) {
            case 1 -> stop(number);
            case 2 -> kill(number);
            default -> halt.accept(ExitCode.ofSignal(number));
        }
    }

    private void stop(int number) {
        after(LongestStop.of(upkeep.configuration()).plus(patience.stopped()), () -> {
            if (!code.isDone()) {
                giveUp(ExitCode.FAILED);
            }
        });
        talk.stopping(upkeep.processes());
        upkeep.stop().whenComplete((nothing, failure) -> code.complete(ExitCode.ofSignal(number)));
    }

    private void kill(int number) {
        after(patience.killed(), () -> giveUp(ExitCode.ofSignal(number)));
        talk.killing();
        upkeep.kill();
    }

    private void giveUp(int exitCode) {
        talk.givingUp(upkeep.processes());
        halt.accept(exitCode);
    }

    /** On no thread of a pool: others may block those. */
    private static void after(Duration delay, Runnable task) {
        CompletableFuture.delayedExecutor(delay.toMillis(), TimeUnit.MILLISECONDS, Runnable::run)
                .execute(task);
    }
}
