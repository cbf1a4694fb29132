package dev.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.ActionResult.Outcome;
import dev.upkeep.Upkeep.Action;
import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.log.LogLine;
import dev.upkeep.process.Exit;
import dev.upkeep.process.KillMode;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.process.State;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.spec.Hooks;
import dev.upkeep.spec.Hooks.Hook;
import dev.upkeep.spec.Probes;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpec.StopPolicy;
import dev.upkeep.spec.ProcessSpecBuilder;
import dev.upkeep.testing.Waits;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What is run beside a process, over real ones. */
class HooksTest {
    private static final ProcessId API = new ProcessId("api");
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final String TRAPPING = "trap 'echo asked; exit 0' TERM; echo up; while :; do sleep 0.02; done";

    @TempDir
    private Path folder;

    private Upkeep upkeep;

    @AfterEach
    void end() {
        if (upkeep != null) {
            upkeep.close();
        }
    }

    @Test
    void eachIsRunInItsTurnWithWhatItNeedsToKnow() {
        start(p -> p.command("sh", "-c", TRAPPING)
                .env(Map.of("SAID", "hello"))
                .hooks(new Hooks(
                        script("echo preStart $UPKEEP_PROCESS $SAID ${UPKEEP_PID:-nobody}"),
                        script("echo postStart $UPKEEP_PID"),
                        script(
                                "echo preStop $UPKEEP_PID; sleep 0.1; echo still $(cut -d' ' -f1 /proc/$UPKEEP_PID/stat)"),
                        script("echo postStop $UPKEEP_PID $UPKEEP_EXIT_CODE $PWD"))));
        long pid = api().pid().orElseThrow();
        printed("preStart api hello nobody", "up", "postStart " + pid);

        stop();

        printed("preStop " + pid, "still " + pid, "asked", "postStop " + pid + " 0 " + folder);
        List<String> lines = lines();
        assertThat(lines.indexOf("still " + pid)).isLessThan(lines.indexOf("asked"));
        assertThat(lines.indexOf("asked")).isLessThan(lines.size() - 1);
    }

    @Test
    void withoutItsPreparationThereIsNoLaunch() {
        start(p -> p.command("sleep", "1000")
                .restartPolicy(RestartPolicy.builder().maxAttempts(0).build())
                .hooks(Hooks.NONE.withPreStart(
                        script("echo no database >&2; exit 3").orElseThrow())));

        assertThat(api().state()).isEqualTo(State.FAILED);
        assertThat(api().reason().sentence()).contains("preStart: \"sh\" ended with code 3");
        printed("no database");
    }

    @Test
    void aPreparationThatCannotBeRunIsAFailedLaunchToo() {
        start(p -> p.command("sleep", "1000")
                .restartPolicy(RestartPolicy.builder().maxAttempts(0).build())
                .hooks(Hooks.NONE.withPreStart(Hook.of("no-such-program"))));

        assertThat(api().reason().sentence())
                .contains("preStart: \"no-such-program\" was not started: ", "not found on PATH");
    }

    @Test
    void aPreparationThatHangsIsEndedWithAllThatItHasStarted() throws Exception {
        start(p -> p.command("sleep", "1000")
                .restartPolicy(RestartPolicy.builder().maxAttempts(0).build())
                .hooks(Hooks.NONE.withPreStart(
                        new Hook(List.of("sh", "-c", "sleep 1000 & echo $! > child; wait"), Duration.ofMillis(500)))));

        assertThat(api().reason().sentence()).contains("preStart: \"sh\" did not end within 500 ms");
        long child = writtenPid("child");
        isGone(child);
    }

    @Test
    void aStopDoesNotWaitForThePreparation() {
        upkeep = build(p -> p.command("sleep", "1000").hooks(Hooks.NONE.withPreStart(forEver())));
        upkeep.start();
        printed("waiting");

        assertThat(join(upkeep.act(API, Action.STOP)).outcome()).isEqualTo(Outcome.REACHED);

        assertThat(api().state()).isEqualTo(State.STOPPED);
    }

    @Test
    void whatFailsLaterIsNoMoreThanAWarning() {
        start(p -> p.command("sh", "-c", TRAPPING)
                .hooks(new Hooks(script("exit 0"), script("exit 1"), script("exit 1"), script("exit 1"))));
        printed("up");

        stop();

        printed("asked");
        assertThat(api().state()).isEqualTo(State.STOPPED);
    }

    @Test
    void whatAStopIsToWaitForIsCutShortByTheTimeout() {
        start(p -> p.command("sh", "-c", TRAPPING)
                .stop(new StopPolicy(Signal.SIGTERM, Duration.ofMillis(300)))
                .hooks(Hooks.NONE.withPreStop(forEver())));
        printed("up");

        stop();

        assertThat(lines()).contains("waiting").doesNotContain("asked");
        assertThat(api().lastExit().orElseThrow().exit()).isEqualTo(new Exit.Code(137));
    }

    @Test
    void beforeARestartTheLastOneIsClearedUp() {
        start(p -> p.command("sh", "-c", "test -e lock && exit 9; touch lock; echo locked; sleep 0.1; exit 1")
                .restartPolicy(RestartPolicy.builder()
                        .delay(Duration.ZERO)
                        .maxAttempts(2)
                        .build())
                .hooks(Hooks.NONE.withPostStop(script("sleep 0.2; rm lock; echo cleared $UPKEEP_EXIT_CODE")
                        .orElseThrow())));

        Waits.until(() -> api().state() == State.FAILED);
        Waits.until(() -> lines().size() == 6);
        assertThat(lines()).containsExactly("locked", "cleared 1", "locked", "cleared 1", "locked", "cleared 1");
    }

    @Test
    void anEndThatNobodyAskedForIsNotPrepared() {
        start(p -> p.command("sh", "-c", "sleep 1000 & echo up; sleep 0.2; exit 0")
                .restartPolicy(RestartPolicy.builder()
                        .condition(RestartPolicy.Condition.NEVER)
                        .build())
                .hooks(Hooks.NONE.withPreStop(script("echo preStop").orElseThrow())));

        Waits.until(() -> api().state() == State.EXITED);
        stop();

        assertThat(lines()).containsExactly("up");
    }

    @Test
    void aCommandMayAskInsteadOfTheSignal() {
        start(p -> p.command("sh", "-c", TRAPPING.replace("TERM", "USR1") + "; trap 'echo TERM' TERM")
                .stop(stopCommand("echo by command; kill -USR1 $UPKEEP_PID")));
        printed("up");

        stop();

        printed("by command", "asked");
        assertThat(api().lastExit().orElseThrow().exit()).isEqualTo(new Exit.Code(0));
    }

    @Test
    void ifTheCommandFailsTheSignalIsSentAfterAll() {
        start(p -> p.command("sh", "-c", TRAPPING).stop(stopCommand("exit 1")));
        printed("up");

        stop();

        printed("asked");
    }

    @Test
    void whatTheCommandDidNotReachGetsTheSignalWhenTheRootHasEnded() {
        start(p -> p.command("sh", "-c", "(" + TRAPPING.replace("up", "child") + ") & echo up; wait; wait")
                .stop(stopCommand("kill -KILL $UPKEEP_PID")));
        printed("up", "child");

        stop();

        printed("asked");
    }

    @Test
    void aCommandThatDoesNotHelpIsFollowedByTheKill() {
        start(p -> p.command("sh", "-c", TRAPPING)
                .stop(new StopPolicy(
                        Signal.SIGTERM, Duration.ofMillis(300), KillMode.TREE, List.of("sh", "-c", "exit 0"))));
        printed("up");

        stop();

        assertThat(api().lastExit().orElseThrow().exit()).isEqualTo(new Exit.Code(137));
    }

    @Test
    void aStopEndsWhatStillRunsAfterTheStart() throws Exception {
        start(p -> p.command("sh", "-c", TRAPPING).hooks(Hooks.NONE.withPostStart(withChild())));
        long child = writtenPid("child");

        stop();

        assertThat(left()).isEmpty();
        isGone(child);
    }

    @Test
    void closingEndsWhatStillRunsAfterTheStart() throws Exception {
        start(p -> p.command("sleep", "1000").hooks(Hooks.NONE.withPostStart(withChild())));
        long child = writtenPid("child");

        upkeep.close();

        assertThat(left()).isEmpty();
        isGone(child);
    }

    @Test
    void anEndThatNobodyAskedForEndsWhatStillRunsAfterTheStart() throws Exception {
        start(p -> p.command("sh", "-c", "until test -e child; do sleep 0.02; done; exit 1")
                .restartPolicy(RestartPolicy.builder()
                        .condition(RestartPolicy.Condition.NEVER)
                        .build())
                .hooks(Hooks.NONE.withPostStart(withChild())));
        long child = writtenPid("child");

        Waits.until(() -> left().isEmpty());

        isGone(child);
    }

    @Test
    void aRestartEndsWhatStillRunsAfterTheStart() throws Exception {
        start(p -> p.command("sleep", "1000").hooks(Hooks.NONE.withPostStart(withChild())));
        long child = writtenPid("child");

        join(upkeep.act(API, Action.RESTART));

        isGone(child);
        Waits.until(() -> !read("child").equals(Long.toString(child)));
        assertThat(left().stream().filter(name -> name.endsWith(".run"))).hasSizeLessThan(3);
    }

    @Test
    void whatIsPreparedWhenTheProcessIsGoneAlreadyDoesNotOutliveTheStop() {
        start(p -> p.command("sleep", "1000")
                .stop(new StopPolicy(Signal.SIGTERM, Duration.ofMillis(300)))
                .hooks(Hooks.NONE.withPreStop(
                        new Hook(List.of("sh", "-c", "kill -KILL $UPKEEP_PID; echo killed; exec sleep 1000"), LONG))));

        stop();

        printed("killed");
        assertThat(left()).isEmpty();
    }

    @Test
    void noCommandIsRunToStopWhatIsGone() {
        start(p -> p.command("sleep", "1000")
                .stop(stopCommand("echo asked"))
                .hooks(Hooks.NONE.withPreStop(script("kill -KILL $UPKEEP_PID; sleep 0.5; echo prepared")
                        .orElseThrow())));

        stop();

        assertThat(lines()).containsExactly("prepared");
        assertThat(left()).isEmpty();
    }

    @Test
    void closingEndsACommandThatAsksHowItIs() throws Exception {
        Probe asking = new Probe.Exec("sh", List.of("-c", "sleep 1000 & echo $! > child; wait"));
        start(p -> p.command("sleep", "1000")
                .probes(new Probes(
                        Optional.empty(),
                        Optional.of(HealthCheck.builder(asking).timeout(LONG).build()))));
        long child = writtenPid("child");

        upkeep.close();

        assertThat(left()).isEmpty();
        isGone(child);
    }

    private static Hook withChild() {
        return new Hook(List.of("sh", "-c", "sleep 1000 & echo $! > child; wait"), LONG);
    }

    /** What is on disk of all that runs, or has run. */
    private List<String> left() {
        return Stream.of("state/spool", "pids").flatMap(this::names).toList();
    }

    private Stream<String> names(String in) {
        String[] names = folder.resolve(in).toFile().list();
        return names == null ? Stream.empty() : Stream.of(names);
    }

    private String read(String file) {
        try {
            return Files.readString(folder.resolve(file)).strip();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void isGone(long pid) {
        Waits.until(() -> ProcessHandle.of(pid).filter(ProcessHandle::isAlive).isEmpty()); // and reaped
    }

    private static StopPolicy stopCommand(String script) {
        return new StopPolicy(Signal.SIGTERM, LONG, KillMode.TREE, List.of("sh", "-c", script));
    }

    private static Optional<Hook> script(String text) {
        return Optional.of(new Hook(List.of("sh", "-c", text), LONG));
    }

    private static Hook forEver() {
        return new Hook(List.of("sh", "-c", "echo waiting; exec sleep 1000"), LONG);
    }

    private long writtenPid(String file) throws Exception {
        Waits.until(() -> Files.exists(folder.resolve(file)) && !read(file).isEmpty());
        return Long.parseLong(read(file));
    }

    private void start(UnaryOperator<ProcessSpecBuilder> details) {
        upkeep = build(details);
        join(upkeep.start());
    }

    private Upkeep build(UnaryOperator<ProcessSpecBuilder> details) {
        return Upkeep.builder()
                .stateDirectory(folder.resolve("state"))
                .process(details.apply(ProcessSpec.builder(API)
                                .cwd(folder)
                                .pidFile(folder.resolve("pids/api.pid"))
                                .logFile(folder.resolve("logs/api.log")))
                        .build())
                .build();
    }

    private void stop() {
        assertThat(join(upkeep.act(API, Action.STOP)).outcome()).isEqualTo(Outcome.REACHED);
    }

    private ProcessStatus api() {
        return upkeep.process(API).orElseThrow();
    }

    private List<String> lines() {
        return upkeep.logs(API, 1000).stream().map(LogLine::text).toList();
    }

    private void printed(String... lines) {
        Waits.until(() -> lines().containsAll(List.of(lines)));
    }

    private static <T> T join(CompletionStage<T> stage) {
        return Waits.value(stage);
    }
}
