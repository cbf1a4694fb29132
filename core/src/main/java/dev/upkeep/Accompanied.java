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
 * done before that is done before; every later one means that there is no more time for it. Thread-safe.
 */
final class Accompanied implements LiveProcess {
    private final LiveProcess process;
    private final Companion companion;
    private final CompletionStage<Void> gone;
    private final AtomicReference<Optional<Farewell>> farewell = new AtomicReference<>(Optional.empty());

    Accompanied(LiveProcess process, Companion companion) {
        this.process = process;
        this.companion = companion;
        this.gone = process.exited().thenCompose(exit -> process.gone().thenCompose(nothing -> after(exit)));
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
