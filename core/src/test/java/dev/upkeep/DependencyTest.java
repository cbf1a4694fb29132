package dev.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upkeep.ActionResult.Outcome;
import dev.upkeep.Upkeep.Action;
import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.spec.Dependencies;
import dev.upkeep.spec.Dependencies.Condition;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpecBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that need each other, over real processes. */
class DependencyTest {
    private static final ProcessId DB = new ProcessId("db");
    private static final ProcessId API = new ProcessId("api");
    private static final ProcessId WEB = new ProcessId("web");
    private static final RestartPolicy NEVER =
            RestartPolicy.builder().condition(RestartPolicy.Condition.NEVER).build();

    @TempDir
    private Path folder;

    private Upkeep upkeep;

    @AfterEach
    void close() {
        if (upkeep != null) {
            upkeep.close();
        }
    }

    @Test
    void aProcessIsNotLaunchedBeforeWhatItNeedsIsReady() throws IOException {
        int port = freePort();
        upkeep = build(
                spec("api", p -> p.dependsOn(Dependencies.on("db"))),
                spec(
                        "db",
                        p -> p.healthCheck(HealthCheck.builder(new Probe.Tcp("127.0.0.1", port))
                                .startPeriod(Duration.ofMinutes(5))
                                .startInterval(Duration.ofMillis(20))
                                .build())));
        CompletionStage<Void> started = upkeep.start();
        await().until(() -> status(DB).pid().isPresent());
        assertThat(status(API).state()).isEqualTo(State.STARTING);
        assertThat(status(API).pid()).isEmpty();
        assertThat(status(API).reason().sentence()).isEqualTo("Waiting for db to be ready");
        try (ServerSocket open = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            assertThat(open.isBound()).isTrue();
            join(started);
            assertThat(status(API).state()).isEqualTo(State.RUNNING);
        }
    }

    @Test
    void aDependencyThatFailsIsNamedAndItsRecoveryLetsTheOthersGoOn() throws IOException {
        Path good = folder.resolve("good");
        upkeep = build(
                spec(
                        "db",
                        p -> p.command("sh", "-c", "test -e " + good + " || exit 7; exec sleep 1000")
                                .restartPolicy(NEVER)
                                .healthCheck(unready())),
                spec("api", p -> p.dependsOn(Dependencies.on("db"))),
                spec("web", p -> p.dependsOn(Dependencies.NONE.and("api", Condition.STARTED))));
        join(upkeep.start());
        assertThat(status(API).state()).isEqualTo(State.FAILED);
        assertThat(status(API).reason().word()).isEqualTo("DependencyFailed");
        assertThat(status(API).reason().sentence()).startsWith("Needs db, which has failed: Exited with code 7 after ");
        assertThat(status(WEB).reason().sentence()).startsWith("Needs api, which has failed: Needs db");
        assertThat(status(API).restartCount()).isZero();
    }

    @Test
    void aStartTakesWhatIsNeededAlong() {
        upkeep = build(
                spec("web", p -> p.dependsOn(Dependencies.on("api"))),
                spec("api", p -> p.dependsOn(Dependencies.on("db"))),
                spec("db", p -> p));
        ActionResult started = join(upkeep.act(WEB, Action.START));
        assertThat(started.outcome()).isEqualTo(Outcome.REACHED);
        assertThat(started.changed()).isTrue();
        assertThat(upkeep.processes()).allSatisfy(p -> assertThat(p.state()).isEqualTo(State.RUNNING));
    }

    @Test
    void whoNeedsAStoppedProcessGoesOnAndThatIsSaid() {
        upkeep = build(spec("db", p -> p), spec("api", p -> p.dependsOn(Dependencies.on("db"))));
        join(upkeep.start());
        long pid = status(API).pid().orElseThrow();
        ActionResult stopped = join(upkeep.act(DB, Action.STOP));
        assertThat(stopped.message()).isEqualTo("db stopped; api, which needs it, goes on");
        assertThat(status(API).state()).isEqualTo(State.RUNNING);
        join(upkeep.act(DB, Action.RESTART));
        assertThat(status(API).pid()).hasValue(pid);
    }

    @Test
    void whoAsksForItIsRestartedWithWhatItNeeds() {
        upkeep = build(
                spec("db", p -> p),
                spec("api", p -> p.dependsOn(Dependencies.on("db").restarting())));
        join(upkeep.start());
        long before = status(API).pid().orElseThrow();
        List<String> reasons = new CopyOnWriteArrayList<>();
        upkeep.listen(event -> {
            if (event instanceof UpkeepEvent.StateChanged changed
                    && changed.status().id().equals(API)) {
                reasons.add(changed.status().reason().sentence());
            }
        });
        join(upkeep.act(DB, Action.RESTART));
        await().until(() ->
                status(API).state() == State.RUNNING && status(API).pid().orElse(before) != before);
        assertThat(reasons).contains("Restarting, because db was launched again");
    }

    @Test
    void allAreStoppedInReverseEachWhenThoseThatNeedItAreGone() throws IOException {
        upkeep = build(
                spec("db", p -> slowToEnd(p, "db")),
                spec("api", p -> slowToEnd(p, "api").dependsOn(Dependencies.on("db"))),
                spec("web", p -> slowToEnd(p, "web").dependsOn(Dependencies.on("api"))),
                spec("other", p -> slowToEnd(p, "other")));
        join(upkeep.start());
        await().until(() -> upkeep.processes().stream()
                .noneMatch(p -> upkeep.logs(p.id(), 1).isEmpty()));
        CompletionStage<Void> stopped = upkeep.stop();
        await().until(() -> status(WEB).state() == State.STOPPING
                && status(new ProcessId("other")).state() == State.STOPPING);
        assertThat(status(API).state()).isEqualTo(State.RUNNING);
        Files.createFile(folder.resolve("web"));
        await().until(() -> status(API).state() == State.STOPPING);
        assertThat(status(WEB).state()).isEqualTo(State.STOPPED);
        assertThat(status(DB).state()).isEqualTo(State.RUNNING);
        Files.createFile(folder.resolve("api"));
        await().until(() -> status(DB).state() == State.STOPPING);
        Files.createFile(folder.resolve("other"));
        Files.createFile(folder.resolve("db"));
        join(stopped);
        assertThat(upkeep.processes()).allSatisfy(p -> assertThat(p.state()).isEqualTo(State.STOPPED));
    }

    @Test
    void aKillEndsAllAtOnceWhoeverNeedsWhom() {
        upkeep = build(
                spec("db", p -> slowToEnd(p, "never")),
                spec("api", p -> slowToEnd(p, "never").dependsOn(Dependencies.on("db"))));
        join(upkeep.start());
        await().until(() -> upkeep.processes().stream()
                .noneMatch(p -> upkeep.logs(p.id(), 1).isEmpty()));
        CompletionStage<Void> stopped = upkeep.stop();
        await().until(() -> status(API).state() == State.STOPPING);
        upkeep.kill();
        join(stopped);
        assertThat(upkeep.processes()).allSatisfy(p -> assertThat(p.state()).isEqualTo(State.STOPPED));
    }

    /** Ends when it is told to and there is a file of this name. */
    private ProcessSpecBuilder slowToEnd(ProcessSpecBuilder spec, String file) {
        String wait = "while [ ! -e " + folder.resolve(file) + " ]; do sleep 0.01; done; exit 0";
        return spec.command("sh", "-c", "trap '" + wait + "' TERM; echo ready; while true; do sleep 0.02; done")
                .stop(new ProcessSpec.StopPolicy(dev.upkeep.process.Signal.SIGTERM, Duration.ofSeconds(60)));
    }

    private static HealthCheck unready() {
        return HealthCheck.builder(new Probe.Tcp("127.0.0.1", 1))
                .startPeriod(Duration.ofMinutes(5))
                .build();
    }

    private Upkeep build(ProcessSpec... specs) {
        UpkeepBuilder builder = Upkeep.builder().stateDirectory(folder.resolve("state"));
        List.of(specs).forEach(builder::process);
        return builder.build();
    }

    private ProcessSpec spec(String id, UnaryOperator<ProcessSpecBuilder> details) {
        return details.apply(ProcessSpec.builder(new ProcessId(id))
                        .command("sleep", "1000")
                        .pidFile(folder.resolve("pids/" + id + ".pid"))
                        .logFile(folder.resolve("logs/" + id + ".log")))
                .build();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private ProcessStatus status(ProcessId id) {
        return upkeep.process(id).orElseThrow();
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
