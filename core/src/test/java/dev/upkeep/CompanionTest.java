package dev.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.health.ProbeResult;
import dev.upkeep.internal.gate.GateSeams;
import dev.upkeep.log.LogRing;
import dev.upkeep.process.Exit;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.spec.Hooks;
import dev.upkeep.spec.Hooks.Hook;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spi.LiveProcess;
import dev.upkeep.spi.Ticker;
import dev.upkeep.testing.ManualTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

class CompanionTest {
    private final List<String> launched = new ArrayList<>();
    private final Companion companion = companion();

    @Test
    void whatIsAdoptedHasStartedLongAgo() {
        companion.accompany(new Idle());

        assertThat(launched).isEmpty();
    }

    @Test
    void whatIsLaunchedHasStartedJustNow() {
        companion.begin(new Idle());

        assertThat(launched).containsExactly("started");
    }

    private Companion companion() {
        ManualTime time = new ManualTime();
        Ticker ticker = Ticker.system();
        ProcessId id = new ProcessId("api");
        ProcessSpec spec = ProcessSpec.builder(id)
                .command("true")
                .hooks(Hooks.NONE.withPostStart(Hook.of("started")))
                .build();
        Outside outside = new Outside(
                launch -> {
                    launched.add(launch.command().program());
                    return new Idle();
                },
                (probe, timeout) -> CompletableFuture.completedFuture(new ProbeResult(true, "", Duration.ZERO)),
                ticker,
                time,
                Runnable::run,
                Runnable::run,
                new GateSeams(ticker, time, Runnable::run),
                () -> 0,
                () -> {});
        return new Companion(
                outside,
                new Printed(new Output(id, 1, new LogRing(10, 1000), Runnable::run, Runnable::run)),
                () -> spec);
    }

    /** Lives on and does nothing. */
    private static final class Idle implements LiveProcess {
        @Override
        public long pid() {
            return 1;
        }

        @Override
        public CompletionStage<Exit> exited() {
            return new CompletableFuture<>();
        }

        @Override
        public CompletionStage<Void> gone() {
            return new CompletableFuture<>();
        }

        @Override
        public void signal(Signal signal) {}
    }
}
