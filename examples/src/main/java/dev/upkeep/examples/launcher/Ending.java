package dev.upkeep.examples.launcher;

import dev.upkeep.Upkeep;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;

/** What signals do: the first stops everything gracefully, the second kills what is left, the third waits for nothing. */
final class Ending {
    private final Upkeep upkeep;
    private final Talk talk;
    private final AtomicInteger signals = new AtomicInteger();
    private final CompletableFuture<Integer> code = new CompletableFuture<>();

    Ending(Upkeep upkeep, Talk talk) {
        this.upkeep = upkeep;
        this.talk = talk;
    }

    /** The exit code, once nothing lives any more. */
    CompletableFuture<Integer> code() {
        return code;
    }

    void signalled(int number) {
        switch (signals.incrementAndGet()) {
            case 1 -> stop(number);
            case 2 -> kill();
            default -> Runtime.getRuntime().halt(ExitCode.ofSignal(number));
        }
    }

    private void stop(int number) {
        talk.stopping(upkeep.processes());
        upkeep.stop().whenComplete((nothing, failure) -> code.complete(ExitCode.ofSignal(number)));
    }

    private void kill() {
        talk.killing();
        upkeep.kill();
    }
}
