package dev.upkeep;

import dev.upkeep.config.ConfigFiles.Loaded;
import dev.upkeep.internal.gate.GateSeams;
import dev.upkeep.spi.Prober;
import dev.upkeep.spi.ProcessLauncher;
import dev.upkeep.spi.Ticker;
import dev.upkeep.spi.Timers;
import java.nio.file.Path;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** Everything that a supervisor takes from outside, for tests in other packages that make it up. */
public record Seams(
        ProcessLauncher launcher,
        Prober prober,
        Ticker ticker,
        Timers timers,
        Executor loop,
        Executor work,
        DoubleSupplier dice) {
    /** The real supervisor, over these. */
    public Upkeep supervisor(Supplier<Loaded> files) {
        GateSeams gates = new GateSeams(ticker, timers, loop);
        AtomicInteger port = new AtomicInteger(40_000);
        PortPool ports = new PortPool(() -> OptionalInt.of(port.getAndIncrement()), any -> true);
        Outside outside =
                new Outside(launcher, prober, ticker, timers, loop, work, gates, dice, () -> {}, work, work, ports);
        return new Supervisor(files.get().configuration(), Path.of("unused"), Optional.of(files), outside);
    }
}
