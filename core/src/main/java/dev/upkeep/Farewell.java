package dev.upkeep;

import dev.upkeep.process.Signal;
import dev.upkeep.spec.Hooks.Hook;
import dev.upkeep.spec.ProcessSpec.StopPolicy;
import dev.upkeep.spi.LiveProcess;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

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
        underWay(companion.run("preStop", hook.command(), hook.timeout(), Companion.about(process)))
                .thenAccept(trouble -> {
                    trouble.ifPresent(why -> companion.complain("preStop", hook.command(), why));
                    ask();
                });
    }

    private CompletionStage<Optional<String>> underWay(Errand next) {
        boolean late;
        synchronized (this) {
            errand = Optional.of(next);
            late = isOver;
        }
        if (late) {
            next.cancel();
        }
        return next.done();
    }

    private void ask() {
        if (isOver()) {
            return;
        }
        if (stop.command().isEmpty()) {
            process.signal(signal);
            return;
        }
        underWay(companion.run("stopCommand", stop.command(), stop.timeout(), Companion.about(process)))
                .thenAccept(trouble -> trouble.ifPresentOrElse(this::askBySignal, this::askTheRest));
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

    void cutShort() {
        Optional<Errand> running;
        synchronized (this) {
            isOver = true;
            running = errand;
        }
        running.ifPresent(Errand::cancel);
    }
}
