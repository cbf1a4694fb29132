package dev.upkeep;

import dev.upkeep.process.Signal;
import dev.upkeep.spec.Hooks.Hook;
import dev.upkeep.spec.ProcessSpec.StopPolicy;
import dev.upkeep.spi.LiveProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** How a process is asked to end: what is done before a signal is sent, and instead of sending it. Thread-safe. */
final class Farewell {
    private final LiveProcess process;
    private final Companion companion;
    private final Signal signal;
    private final StopPolicy stop;
    private Optional<Errand> errand = Optional.empty(); // guarded by this
    private boolean isOver; // guarded by this

    Farewell(LiveProcess process, Companion companion, Signal signal) {
        this.process = process;
        this.companion = companion;
        this.signal = signal;
        this.stop = companion.spec().stop();
    }

    void begin() {
        companion.spec().hooks().preStop().ifPresentOrElse(this::prepare, this::ask);
    }

    private void prepare(Hook hook) {
        begun("preStop", hook.command(), hook.timeout())
                .ifPresent(next -> next.done().thenAccept(trouble -> {
                    trouble.ifPresent(why -> companion.complain("preStop", hook.command(), why));
                    ask();
                }));
    }

    /** Runs one, unless it is too late for that. */
    private synchronized Optional<Errand> begun(String name, List<String> command, Duration timeout) {
        if (isOver) {
            return Optional.empty();
        }
        errand = Optional.of(companion.run(name, command, timeout, Companion.about(process)));
        return errand;
    }

    private void ask() {
        if (isOver()) {
            return;
        }
        if (stop.command().isEmpty()) {
            process.signal(signal);
            return;
        }
        begun("stopCommand", stop.command(), stop.timeout())
                .ifPresent(next -> next.done()
                        .thenAccept(trouble -> trouble.ifPresentOrElse(this::askBySignal, this::askTheRest)));
    }

    private void askBySignal(String why) {
        if (!isOver()) {
            companion.complain("stopCommand", stop.command(), why);
            process.signal(signal);
        }
    }

    /** The command was understood; what the root leaves behind has not heard of it. */
    private void askTheRest() {
        process.exited().thenRun(() -> process.signal(signal));
    }

    private synchronized boolean isOver() {
        return isOver;
    }

    /** Nobody is left to be asked: no more is begun. Gives what is under way, which may come to its end. */
    synchronized Optional<Errand> end() {
        isOver = true;
        return errand;
    }

    void cutShort() {
        Optional<Errand> running;
        synchronized (this) {
            isOver = true;
            running = errand;
        }
        running.ifPresent(Errand::cancel);
    }
}
