package dev.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upkeep.ActionResult.Outcome;
import dev.upkeep.Upkeep.Action;
import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.log.LogLine;
import dev.upkeep.process.Exit;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.process.State;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.route.Failure;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Route;
import dev.upkeep.route.Routing;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpec.StopPolicy;
import dev.upkeep.spec.ProcessSpecBuilder;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole of core, over real processes. */
class SupervisorTest {
    private static final ProcessId API = new ProcessId("api");
    private static final RestartPolicy AT_ONCE =
            RestartPolicy.builder().delay(Duration.ZERO).build();

    @TempDir
    private Path folder;

    private Upkeep upkeep;

    @AfterEach
    void nothingOfItLives() {
        if (upkeep != null) {
            List<ProcessHandle> alive = upkeep.processes().stream()
                    .flatMap(p -> p.pid().stream().boxed())
                    .flatMap(pid -> ProcessHandle.of(pid).stream())
                    .toList();
            upkeep.close();
            assertThat(alive).noneMatch(ProcessHandle::isAlive);
        }
    }

    @Test
    void whatIsStartedRunsAndSaysSo() {
        start(p -> p.name("The API").command("sleep", "1000"));
        ProcessStatus api = api();
        assertThat(api.state()).isEqualTo(State.RUNNING);
        assertThat(api.ready()).isTrue();
        assertThat(api.name()).isEqualTo("The API");
        assertThat(api.restartCount()).isZero();
        assertThat(ProcessHandle.of(api.pid().orElseThrow())).isPresent();
    }

    @Test
    void whatIsKilledIsReplaced() {
        start(p -> p.command("sleep", "1000").restartPolicy(AT_ONCE));
        long pid = api().pid().orElseThrow();
        ProcessHandle.of(pid).orElseThrow().destroyForcibly();
        await().until(() -> api().restartCount() == 1 && api().state() == State.RUNNING);
        assertThat(api().pid()).isPresent().isNotEqualTo(OptionalLong.of(pid));
        assertThat(api().lastExit().orElseThrow().exit()).isEqualTo(new Exit.Code(137));
    }

    @Test
    void whoEndsAgainAndAgainFailsWithASentenceAndCanBeRevived() {
        start(p -> p.command("sh", "-c", "echo no config >&2; exit 3").restartPolicy(AT_ONCE));
        await().until(() -> api().state() == State.FAILED);
        assertThat(api().reason().sentence())
                .startsWith("Exited with code 3 after ")
                .endsWith("gave up after 3 restarts");
        assertThat(api().restartCount()).isEqualTo(3);
        ActionResult again = join(upkeep.act(API, Action.START));
        assertThat(again.changed()).isTrue();
        assertThat(again.outcome()).isIn(Outcome.REACHED, Outcome.FAILED);
        await().until(() -> api().restartCount() == 6 && api().state() == State.FAILED);
    }

    @Test
    void aStopEndsTheWholeTree() {
        start(p -> p.command("sh", "-c", "sleep 1000 & sleep 1000 & wait"));
        ProcessHandle root = ProcessHandle.of(api().pid().orElseThrow()).orElseThrow();
        await().until(() -> root.descendants().count() == 2);
        List<ProcessHandle> tree = root.descendants().toList();
        ActionResult stopped = join(upkeep.act(API, Action.STOP));
        assertThat(stopped.outcome()).isEqualTo(Outcome.REACHED);
        assertThat(stopped.message()).isEqualTo("api stopped");
        assertThat(root.isAlive()).isFalse();
        await("until whoever adopted them has reaped them")
                .until(() -> tree.stream().noneMatch(ProcessHandle::isAlive));
        assertThat(join(upkeep.act(API, Action.STOP)).changed()).isFalse();
    }

    @Test
    void whoIgnoresTheSignalIsKilledWhenPatienceIsOver() {
        start(p -> p.command("sh", "-c", "trap '' TERM; echo deaf; while true; do sleep 0.05; done")
                .stop(new StopPolicy(Signal.SIGTERM, Duration.ofMillis(100))));
        await().until(() -> !upkeep.logs(API, 1).isEmpty());
        assertThat(join(upkeep.act(API, Action.STOP)).outcome()).isEqualTo(Outcome.REACHED);
        assertThat(api().lastExit().orElseThrow().exit()).isEqualTo(new Exit.Code(137));
    }

    @Test
    void anOperatorsStopBeatsTheRestartThatIsDue() {
        start(p -> p.command("false"));
        await().until(() -> api().state() == State.BACKOFF);
        assertThat(join(upkeep.act(API, Action.STOP)).outcome()).isEqualTo(Outcome.REACHED);
        assertThat(api().state()).isEqualTo(State.STOPPED);
        assertThat(api().nextRestart()).isEmpty();
    }

    @Test
    void aRestartBringsANewPidAndCounts() {
        start(p -> p.command("sleep", "1000"));
        long before = api().pid().orElseThrow();
        ActionResult restarted = join(upkeep.act(API, Action.RESTART));
        assertThat(restarted.outcome()).isEqualTo(Outcome.REACHED);
        assertThat(restarted.message())
                .isEqualTo("api restarted (pid " + api().pid().orElseThrow() + ")");
        assertThat(api().pid().orElseThrow()).isNotEqualTo(before);
        assertThat(api().restartCount()).isEqualTo(1);
    }

    @Test
    void aProgramThatIsNotThereIsNamed() {
        start(p -> p.command("slepp", "1000"));
        await().until(() -> api().state() == State.BACKOFF);
        assertThat(api().reason().word()).isEqualTo("CannotLaunch");
        assertThat(api().reason().sentence())
                .contains("slepp")
                .contains("sleep")
                .contains("try 1 of 3");
    }

    @Test
    void linesOfBothStreamsAreKeptInTheirOrder() throws IOException {
        String script = "echo one; " + untilThereIs("first") + "echo two >&2; " + untilThereIs("second") + "echo three";
        start(p -> p.command("sh", "-c", script)
                .restartPolicy(RestartPolicy.builder()
                        .condition(RestartPolicy.Condition.ON_FAILURE)
                        .build()));
        await().until(() -> upkeep.logs(API, 10).size() == 1);
        Files.createFile(folder.resolve("first"));
        await().until(() -> upkeep.logs(API, 10).size() == 2);
        Files.createFile(folder.resolve("second"));
        await().until(() ->
                api().state() == State.EXITED && upkeep.logs(API, 10).size() == 3);
        assertThat(upkeep.logs(API, 10)).extracting(LogLine::text).containsExactly("one", "two", "three");
        assertThat(upkeep.logs(API, 2)).extracting(l -> l.stream().word()).containsExactly("stderr", "stdout");
        Path logFile = folder.resolve("logs/api.log");
        await().until(() -> Files.exists(logFile) && Files.readAllLines(logFile).size() == 3);
        assertThat(Files.readAllLines(logFile).get(1)).matches("\\[\\d{4}-.*Z] STDERR: two");
    }

    @Test
    void whoIsUnknownOrDisabledIsToldSo() {
        upkeep = build(p -> p.command("sleep", "1000").enabled(false));
        join(upkeep.start());
        assertThat(api().state()).isEqualTo(State.DISABLED);
        assertThat(join(upkeep.act(API, Action.START)).outcome()).isEqualTo(Outcome.DISABLED);
        assertThat(join(upkeep.act(new ProcessId("nobody"), Action.START)).outcome())
                .isEqualTo(Outcome.UNKNOWN_PROCESS);
    }

    @Test
    void requestsWaitForAProcessThatIsComing() throws IOException {
        int port = freePort();
        upkeep = Upkeep.builder()
                .stateDirectory(folder.resolve("state"))
                .process(spec(p -> p.command(
                        "sh", "-c", untilThereIs("go") + "exec python3 -m http.server --bind 127.0.0.1 " + port)))
                .route(Route.builder(URI.create("http://127.0.0.1:" + port))
                        .process(API)
                        .build())
                .build();
        RequestHead head = new RequestHead("GET", false, "localhost", "/", false);
        assertThat(upkeep.router().route(head)).isInstanceOf(Routing.Refuse.class);
        CompletionStage<Void> started = upkeep.start();
        await().until(() -> api().state() == State.STARTING);
        Routing held = upkeep.router().route(head);
        assertThat(held).isInstanceOf(Routing.Hold.class);
        Files.createFile(folder.resolve("go"));
        Routing outcome = join(((Routing.Hold) held).waiting().outcome());
        assertThat(outcome).isInstanceOf(Routing.Forward.class);
        ((Routing.Forward) outcome).lease().close();
        join(started);
        assertThat(api().ready()).isTrue();
    }

    @Test
    void clientsOfTheProxyAreToldNothingAboutTheMachine() {
        upkeep = Upkeep.builder()
                .stateDirectory(folder.resolve("state"))
                .process(spec(p -> p.command("slepp", "1000")
                        .restartPolicy(RestartPolicy.builder()
                                .maxAttempts(1)
                                .delay(Duration.ZERO)
                                .build())))
                .route(Route.builder(URI.create("http://127.0.0.1:1"))
                        .process(API)
                        .build())
                .build();
        join(upkeep.start());
        await().until(() -> api().state() == State.FAILED);
        assertThat(api().reason().sentence()).contains("slepp");
        Routing.Refuse refused =
                (Routing.Refuse) upkeep.router().route(new RequestHead("GET", false, "localhost", "/", false));
        assertThat(refused.refusal().body()).contains("api").doesNotContain("slepp", "PATH", "/bin");
    }

    @Test
    void whoFailsItsHealthCheckIsRestarted() throws IOException {
        int port = freePort();
        start(p -> p.command("sleep", "1000")
                .restartPolicy(AT_ONCE)
                .healthCheck(HealthCheck.builder(new Probe.Tcp("127.0.0.1", port))
                        .interval(Duration.ofMillis(20))
                        .retries(2)
                        .build()));
        await().until(() -> api().restartCount() >= 1);
        assertThat(api().ready()).isFalse();
    }

    @Test
    void aListenerThatThrowsHarmsNobody() {
        upkeep = build(p -> p.command("sleep", "1000"));
        List<State> seen = new CopyOnWriteArrayList<>();
        upkeep.listen(event -> {
            throw new IllegalStateException("a listener's fault");
        });
        upkeep.listen(event -> {
            if (event instanceof UpkeepEvent.StateChanged changed) {
                seen.add(changed.status().state());
            }
        });
        join(upkeep.start());
        assertThat(seen).containsExactly(State.STARTING, State.RUNNING);
    }

    @Test
    void afterAStopNothingCanBeStartedAnyMore() {
        start(p -> p.command("sleep", "1000"));
        upkeep.close();
        assertThat(join(upkeep.act(API, Action.START)).outcome()).isEqualTo(Outcome.SHUTTING_DOWN);
        upkeep.close();
    }

    @Test
    void requestsOfPlainRoutesAreRetriedAlsoAfterAStop() {
        upkeep = Upkeep.builder()
                .stateDirectory(folder.resolve("state"))
                .route(Route.builder(URI.create("http://127.0.0.1:1")).build())
                .build();
        upkeep.close();
        Routing first = upkeep.router().route(new RequestHead("GET", false, "localhost", "/", false));
        Failure refused = new Failure(Failure.Kind.UNSENT, true, "Connection refused");
        Routing pause = ((Routing.Forward) first).lease().failed(refused);
        Routing again = join(((Routing.Hold) pause).waiting().outcome());
        assertThat(again).isInstanceOf(Routing.Forward.class);
        again.decline();
    }

    /** Lets a shell wait for a file in the test's folder. */
    private String untilThereIs(String file) {
        return "while [ ! -e " + folder.resolve(file) + " ]; do sleep 0.01; done; ";
    }

    private void start(UnaryOperator<ProcessSpecBuilder> details) {
        upkeep = build(details);
        join(upkeep.start());
    }

    private Upkeep build(UnaryOperator<ProcessSpecBuilder> details) {
        return Upkeep.builder()
                .stateDirectory(folder.resolve("state"))
                .process(spec(details))
                .build();
    }

    private ProcessSpec spec(UnaryOperator<ProcessSpecBuilder> details) {
        return details.apply(ProcessSpec.builder(API)
                        .pidFile(folder.resolve("pids/api.pid"))
                        .logFile(folder.resolve("logs/api.log")))
                .build();
    }

    private ProcessStatus api() {
        return upkeep.process(API).orElseThrow();
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
