package dev.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.internal.linux.ProcFs;
import dev.upkeep.internal.linux.ProcStat;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.spec.Probes;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpecBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Probes of real processes: commands that are run, lines that are looked for, and what follows from them. */
class ProbesTest {
    private static final ProcessId API = new ProcessId("api");
    private static final Optional<HealthCheck> NONE = Optional.empty();

    @TempDir
    private Path folder;

    private Upkeep upkeep;

    @AfterEach
    void stop() {
        if (upkeep != null) {
            upkeep.close();
        }
    }

    @Test
    void aCommandSeesTheSurroundingsOfTheProcessAndItsFirstLineIsTold() {
        String script = "echo; echo \"$COLOUR in $(pwd), pid $UPKEEP_PID\"; echo more";
        start(p -> p.cwd(folder).env(Map.of("COLOUR", "blue")).probes(ready(sh(script))));
        await().until(() -> api().ready());
        assertThat(api().reason().sentence())
                .isEqualTo("Running; run sh passed: blue in " + real(folder) + ", pid "
                        + api().pid().orElseThrow());
        assertThat(upkeep.logs(API, 10)).isEmpty();
    }

    @Test
    void aCommandThatFailsSaysHow() {
        start(p -> p.probes(ready(sh("echo no such table >&2; exit 3"))));
        await().until(() -> api().reason().sentence().contains("no such table"));
        assertThat(api().reason().sentence()).isEqualTo("Not ready yet: run sh ended with code 3: no such table");
        assertThat(api().state()).isEqualTo(State.STARTING);
    }

    @Test
    void whatWasAskedAndAnsweredLastIsTold() throws IOException {
        start(p -> p.cwd(folder).probes(ready(sh("[ -e well ] || { echo not yet; exit 3; }"))));
        await().until(() -> api().health().lastResult().isPresent());
        assertThat(api().health().lastSuccess()).isEmpty();
        assertThat(api().health().probe()).containsInstanceOf(Probe.Exec.class);
        assertThat(api().health().lastResult()).hasValueSatisfying(result -> {
            assertThat(result.passed()).isFalse();
            assertThat(result.detail()).isEqualTo("run sh ended with code 3: not yet");
        });
        Files.createFile(folder.resolve("well"));
        await().until(() -> api().health().lastSuccess().isPresent());
        assertThat(api().health().lastSuccess().orElseThrow())
                .isBeforeOrEqualTo(api().health().lastCheck().orElseThrow());
        assertThat(api().lastError()).isEmpty();
    }

    @Test
    void eachCheckIsTold() {
        CompletableFuture<UpkeepEvent.Checked> late = new CompletableFuture<>();
        start(p -> p.probes(ready(sh("sleep 1000"), Duration.ofMillis(200))));
        upkeep.listen(event -> {
            if (event instanceof UpkeepEvent.Checked checked) {
                late.complete(checked);
            }
        });
        UpkeepEvent.Checked told = late.orTimeout(30, TimeUnit.SECONDS).join();
        assertThat(told.id()).isEqualTo(API);
        assertThat(told.instance()).isEqualTo(1);
        assertThat(told.result().passed()).isFalse();
        assertThat(told.result().took()).isGreaterThanOrEqualTo(Duration.ofMillis(200));
        assertThat(told.late()).isTrue();
        assertThat(upkeep.isResponsive()).isTrue();
    }

    @Test
    void aProgramThatIsNotThereIsSaidToBeMissing() {
        start(p -> p.probes(ready(new Probe.Exec("pg_israedy", List.of()))));
        await().until(() -> api().reason().sentence().contains("not found on PATH"));
    }

    @Test
    void aCommandThatNeverEndsIsEndedWithAllThatItStarted() {
        String script = "sleep 1000 & echo $! >> pids; trap '' TERM; echo $$ >> pids; sleep 1000";
        start(p -> p.cwd(folder).probes(ready(sh(script), Duration.ofMillis(200))));
        await().until(() -> api().reason().sentence().contains("did not end within 200 ms"));
        await().until(() -> lines("pids").size() >= 6);
        assertThat(alive("pids")).as("never more than one at a time").isLessThanOrEqualTo(2);
        upkeep.close();
        await("until nothing of any of them lives").until(() -> alive("pids") == 0);
    }

    @Test
    void whatACommandLeavesBehindIsEndedThoughItHoldsItsOutput() {
        start(p -> p.cwd(folder).probes(ready(sh("sleep 1000 & echo $! >> pids; echo fine"))));
        await().until(() -> api().ready());
        assertThat(api().reason().sentence()).endsWith("run sh passed: fine");
        await().until(() -> lines("pids").size() >= 5);
        assertThat(alive("pids")).as("of the one under way at most").isLessThanOrEqualTo(1);
        upkeep.close();
        await().until(() -> alive("pids") == 0);
    }

    @Test
    void aCommandUnderWayEndsWithItsProcess() {
        start(p -> p.cwd(folder).probes(ready(sh("echo $$ >> pids; sleep 1000"), Duration.ofHours(1))));
        await().until(() -> !lines("pids").isEmpty());
        upkeep.close();
        await().until(() -> alive("pids") == 0);
    }

    @Test
    void whatIsPrintedTellsThatItIsReady() throws IOException {
        start(p -> p.command("sh", "-c", "echo warming up; " + untilThereIs("go") + "echo Ready on 3000; sleep 1000")
                .cwd(folder)
                .probes(new Probes(check(new Probe.Log("^Ready on \\d+"), Duration.ofSeconds(1)), NONE)));
        await().until(() -> upkeep.logs(API, 10).size() == 1);
        assertThat(api().state()).isEqualTo(State.STARTING);
        Files.createFile(folder.resolve("go"));
        await().until(() -> api().ready());
        assertThat(api().reason().sentence()).isEqualTo("Running; log `^Ready on \\d+`: Ready on 3000");
    }

    @Test
    void whatAnEarlierLaunchPrintedTellsNothing() throws IOException {
        String script = "if [ -e printed ]; then sleep 1000; else touch printed; echo ready; " + untilThereIs("go")
                + "exit 1; fi";
        start(p -> p.command("sh", "-c", script)
                .cwd(folder)
                .restartPolicy(RestartPolicy.builder().delay(Duration.ZERO).build())
                .probes(new Probes(check(new Probe.Log("ready"), Duration.ofSeconds(1)), NONE)));
        await().until(() -> api().ready());
        Files.createFile(folder.resolve("go"));
        await().until(() -> api().restartCount() == 1 && api().pid().isPresent());
        assertThat(api().ready()).isFalse();
        assertThat(api().state()).isEqualTo(State.STARTING);
    }

    @Test
    void whoIsNotReadyGetsNoRequestsUntilItIsReadyAgainAndKeepsItsPid() throws IOException {
        Path ready = Files.createFile(folder.resolve("ready"));
        start(p -> p.cwd(folder).probes(ready(sh("test -e ready"))));
        await().until(() -> api().ready());
        long pid = api().pid().orElseThrow();
        Files.delete(ready);
        await().until(() -> !api().ready());
        assertThat(api().state()).isEqualTo(State.RUNNING);
        assertThat(api().reason().word()).isEqualTo("NotReady");
        Files.createFile(ready);
        await().until(() -> api().ready());
        assertThat(api().pid()).hasValue(pid);
        assertThat(api().restartCount()).isZero();
    }

    @Test
    void whoDoesNotLiveIsRestartedThoughItIsReady() throws IOException {
        Path lives = Files.createFile(folder.resolve("lives"));
        start(p -> p.cwd(folder)
                .restartPolicy(RestartPolicy.builder().delay(Duration.ZERO).build())
                .probes(new Probes(
                        check(sh("true"), Duration.ofSeconds(5)), check(sh("test -e lives"), Duration.ofSeconds(5)))));
        await().until(() -> api().ready());
        long pid = api().pid().orElseThrow();
        Files.delete(lives);
        await().until(() -> api().restartCount() > 0);
        Files.createFile(lives);
        await().until(() -> api().ready() && api().health().failures() == 0);
        assertThat(api().pid().orElseThrow()).isNotEqualTo(pid);
    }

    private static Probe.Exec sh(String script) {
        return new Probe.Exec("sh", List.of("-c", script));
    }

    private static Probes ready(Probe probe) {
        return ready((Probe.Exec) probe, Duration.ofSeconds(20));
    }

    private static Probes ready(Probe.Exec probe, Duration timeout) {
        return new Probes(check(probe, timeout), NONE);
    }

    private static Optional<HealthCheck> check(Probe probe, Duration timeout) {
        return Optional.of(HealthCheck.builder(probe)
                .timeout(timeout)
                .interval(Duration.ofMillis(50))
                .startInterval(Duration.ofMillis(50))
                .retries(2)
                .build());
    }

    private String untilThereIs(String file) {
        return "while [ ! -e " + folder.resolve(file) + " ]; do sleep 0.01; done; ";
    }

    private List<String> lines(String file) {
        try {
            Path path = folder.resolve(file);
            return Files.exists(path) ? Files.readAllLines(path) : List.of();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Without zombies, which whoever adopted them reaps when it likes. */
    private long alive(String pids) {
        return lines(pids).stream()
                .flatMap(pid -> new ProcFs().stat(Long.parseLong(pid)).stream())
                .filter(ProcStat::isAlive)
                .count();
    }

    private static Path real(Path path) {
        try {
            return path.toRealPath();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void start(UnaryOperator<ProcessSpecBuilder> details) {
        upkeep = Upkeep.builder()
                .stateDirectory(folder.resolve("state"))
                .process(details.apply(ProcessSpec.builder(API)
                                .command("sleep", "1000")
                                .pidFile(folder.resolve("pids.d/api.pid"))
                                .logFile(folder.resolve("logs/api.log")))
                        .build())
                .build();
        CompletionStage<Void> started = upkeep.start();
        assertThat(started.toCompletableFuture().orTimeout(60, TimeUnit.SECONDS))
                .isNotNull();
    }

    private ProcessStatus api() {
        return upkeep.process(API).orElseThrow();
    }
}
