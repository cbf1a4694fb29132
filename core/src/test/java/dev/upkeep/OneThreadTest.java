package dev.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.Upkeep.Action;
import dev.upkeep.config.ConfigFiles.Loaded;
import dev.upkeep.internal.gate.GateSeams;
import dev.upkeep.process.Moment;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Route;
import dev.upkeep.route.Routing;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProxySpec;
import dev.upkeep.spi.Ticker;
import dev.upkeep.testing.ManualTime;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

/** The supervisor on one thread, whose workers do nothing until a test lets them. */
class OneThreadTest {
    private static final ProcessId A = new ProcessId("a");

    private final ManualTime time = new ManualTime();
    private final Deque<Runnable> work = new ArrayDeque<>();
    private boolean clockIsBroken;

    @Test
    void whatWasReadLastHolds() {
        Deque<Supplier<Loaded>> reads = new ArrayDeque<>();
        Supervisor upkeep = supervisor(() -> reads.remove().get());
        reads.add(() -> {
            upkeep.reload();
            runWork(); // a second reload overtakes this one if it can
            return named("old");
        });
        reads.add(() -> named("new"));
        upkeep.reload();
        runWork();
        assertThat(upkeep.process(A).orElseThrow().name()).isEqualTo("new");
    }

    @Test
    void aFaultIsAResultForAllWhoAreTold() {
        Supervisor upkeep = supervisor(() -> {
            clockIsBroken = true;
            return with("b", "added");
        });
        List<UpkeepEvent> told = new ArrayList<>();
        upkeep.listen(told::add);
        CompletionStage<ReloadResult> reloaded = upkeep.reload();
        runWork();
        ReloadResult result = reloaded.toCompletableFuture().join();
        assertThat(result).isInstanceOf(ReloadResult.Impossible.class);
        assertThat(told).containsExactly(new UpkeepEvent.Reloaded(result));
    }

    @Test
    void aLauncherThatFailsWithAnErrorIsALaunchThatFailed() {
        Supervisor upkeep = supervisor(() -> named("never read"));
        upkeep.act(A, Action.START);
        runWork();
        ProcessStatus status = upkeep.process(A).orElseThrow();
        assertThat(status.state()).isEqualTo(State.BACKOFF);
        assertThat(status.reason().sentence()).contains("nothing is to be launched");
    }

    @Test
    void aHeldRequestIsToldAlthoughAllWorkersAreBusy() {
        Supervisor upkeep = supervisor(() -> named("never read"));
        upkeep.act(A, Action.START);
        RequestHead head = new RequestHead("GET", false, "localhost", "/", false);
        Routing.Hold held = (Routing.Hold) upkeep.router().route(head);
        time.advance(Route.HoldLimit.DEFAULT.maxTime());
        assertThat(held.waiting().outcome().toCompletableFuture()).isCompleted();
        assertThat(work).hasSize(1);
    }

    private void runWork() {
        for (Runnable task = work.poll(); task != null; task = work.poll()) {
            task.run();
        }
    }

    private Supervisor supervisor(Supplier<Loaded> read) {
        Ticker ticker = this::now;
        Outside outside = new Outside(
                launch -> {
                    throw new AssertionError("nothing is to be launched");
                },
                (probe, timeout) -> {
                    throw new AssertionError("nothing is to be probed");
                },
                ticker,
                time,
                Runnable::run,
                work::add,
                new GateSeams(ticker, time, Runnable::run),
                () -> 0,
                () -> {});
        return new Supervisor(named("first").configuration(), Path.of("unused"), Optional.of(read), outside);
    }

    private Moment now() {
        if (clockIsBroken) {
            throw new IllegalStateException("on purpose");
        }
        return time.now();
    }

    private static Loaded named(String name) {
        return with(A.value(), name);
    }

    private static Loaded with(String id, String name) {
        ProcessSpec spec = ProcessSpec.builder(new ProcessId(id))
                .name(name)
                .command("true")
                .build();
        Route route = Route.builder(URI.create("http://127.0.0.1:1"))
                .process(spec.id())
                .build();
        ProxySpec proxy = ProxySpec.DEFAULT.withRoutes(List.of(route));
        return new Loaded(Configuration.of(List.of(spec), proxy), List.of(), Map.of(), List.of());
    }
}
