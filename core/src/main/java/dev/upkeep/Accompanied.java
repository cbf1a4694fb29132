package dev.upkeep;

import dev.upkeep.process.Exit;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.process.Usage;
import dev.upkeep.spec.Hooks;
import dev.upkeep.spec.ProcessSpec.StopPolicy;
import dev.upkeep.spi.LiveProcess;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;

/**
 * A live process with its hooks. The first signal it is sent while its root lives asks it to end, and what the user wants
 * done before that is done before; every later one means that there is no more time for it. It is gone when nothing that
 * runs beside it lives. Thread-safe.
 */
final class Accompanied implements LiveProcess {
    private final LiveProcess process;
    private final Companion companion;
    private final Optional<Errand> welcome;
    private final CompletionStage<Void> gone;
    private final AtomicReference<Optional<Farewell>> farewell = new AtomicReference<>(Optional.empty());

    /**
     * One that nobody has asked to end.
     *
     * @param welcome what was begun after its launch; it makes no sense any more as soon as the process is to end
     */
    Accompanied(LiveProcess process, Companion companion, Optional<Errand> welcome) {
        this.process = process;
        this.companion = companion;
        this.welcome = welcome;
        this.gone = process.exited().thenCompose(this::cleared);
    }

    private CompletionStage<Void> cleared(Exit exit) {
        welcome.ifPresent(Errand::cancel);
        return process.gone()
                .thenCompose(nothing -> Errand.over(welcome))
                .thenCompose(nothing -> Errand.over(farewell.get().flatMap(Farewell::end)))
                .thenCompose(nothing -> after(exit));
    }

    private CompletionStage<Void> after(Exit exit) {
        return companion.runIfAny("postStop", hooks().postStop(), Companion.about(process, exit));
    }

    private Hooks hooks() {
        return companion.spec().hooks();
    }

    @Override
    public long pid() {
        return process.pid();
    }

    @Override
    public CompletionStage<Exit> exited() {
        return process.exited();
    }

    @Override
    public CompletionStage<Void> gone() {
        return gone;
    }

    @Override
    public void signal(Signal signal) {
        welcome.ifPresent(Errand::cancel);
        StopPolicy stop = companion.spec().stop();
        boolean isPlain = stop.command().isEmpty() && hooks().preStop().isEmpty();
        boolean isAlive = !process.exited().toCompletableFuture().isDone();
        Farewell first = new Farewell(process, companion, signal);
        if (!isPlain && isAlive && farewell.compareAndSet(Optional.empty(), Optional.of(first))) {
            first.begin();
            return;
        }
        farewell.get().ifPresent(Farewell::cutShort);
        process.signal(signal);
    }

    @Override
    public Supplier<Optional<Usage>> usage() {
        return process.usage();
    }

    @Override
    public Optional<String> rename(ProcessId id, Path pidFile, Map<String, String> notes) {
        return process.rename(id, pidFile, notes);
    }
}
