package dev.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.upkeep.Upkeep.Action;
import dev.upkeep.config.ConfigException;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a reload touches, and what it leaves alone, over real files and processes. */
class ReloadTest {
    private static final ProcessId A = new ProcessId("a");
    private static final ProcessId B = new ProcessId("b");

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
    void onlyWhatHasChangedIsRestarted() throws IOException {
        start(process("a", "sleep", "1000"), process("b", "sleep", "1000"));
        long a = pid(A);
        long b = pid(B);
        write(process("a", "sleep", "1000"), process("b", "sleep", "2000"));
        ReloadResult.Applied applied = (ReloadResult.Applied) join(upkeep.reload());
        assertThat(applied.unchanged()).containsExactly(A);
        assertThat(applied.restarted()).containsExactly(B);
        await().until(() -> status(B).state() == State.RUNNING && pid(B) != b);
        assertThat(pid(A)).isEqualTo(a);
        assertThat(status(A).restartCount()).isZero();
    }

    @Test
    void whatAReloadBeforeTheStartHasLaunchedIsNotTakenForAnOrphan() throws IOException {
        write(process("a", "sleep", "1000"));
        upkeep = Upkeep.fromYaml(folder).build();
        write(process("a", "sleep", "1000"), process("b", "sleep", "1000"));
        join(upkeep.reload());
        assertThat(join(upkeep.act(B, Upkeep.Action.RESTART)).outcome()).isEqualTo(ActionResult.Outcome.REACHED);
    }

    @Test
    void aRestartSaysWhatHasChanged() throws IOException {
        start(process("a", "sleep", "1000"));
        List<String> said = new CopyOnWriteArrayList<>();
        upkeep.listen(event -> {
            if (event instanceof UpkeepEvent.StateChanged changed) {
                said.add(changed.status().state() + " " + changed.status().reason());
            }
        });
        long pid = pid(A);
        write(process("a", "sleep", "2000"));
        join(upkeep.reload());
        await().until(() -> status(A).state() == State.RUNNING && pid(A) != pid);
        assertThat(said.get(0)).endsWith("Restarting, because `args` has changed");
    }

    @Test
    void watchedFilesAreAlsoThoseWithVariables() throws IOException {
        Path variables = Files.writeString(folder.resolve("own.env"), "A=1\n");
        write(process("a", "sleep", "1000") + "    envFile: own.env\n");
        upkeep = Upkeep.fromYaml(folder).watchFiles(true).build();
        join(upkeep.start());
        long pid = pid(A);
        Files.writeString(variables, "A=2\n");
        await().until(() -> status(A).state() == State.RUNNING && pid(A) != pid);
        assertThat(upkeep.configuration().process(A).orElseThrow().command().environment())
                .containsEntry("A", "2");
    }

    @Test
    void anotherNameIsTakenOverWithoutARestart() throws IOException {
        start(process("a", "sleep", "1000"));
        long pid = pid(A);
        write(process("a", "sleep", "1000").replace("name: a", "name: The first"));
        ReloadResult.Applied applied = (ReloadResult.Applied) join(upkeep.reload());
        assertThat(applied.updated()).containsExactly(A);
        assertThat(status(A).name()).isEqualTo("The first");
        assertThat(pid(A)).isEqualTo(pid);
    }

    @Test
    void aPreviewSaysWhatWouldBeDoneAndDoesNothing() throws IOException {
        start(process("a", "sleep", "1000"), process("b", "sleep", "1000"));
        long b = pid(B);
        write(process("b", "sleep", "2000"), process("c", "sleep", "1"));
        ReloadResult.Applied planned = (ReloadResult.Applied) join(upkeep.preview());
        assertThat(planned.steps())
                .extracting(s -> s.process() + " " + s.kind().word() + ": " + s.reason())
                .containsExactly("b restart: `args` has changed", "c start: is new", "a stop: is no longer there");
        assertThat(planned.added()).extracting(ProcessId::value).containsExactly("c");
        assertThat(upkeep.processes()).extracting(ProcessStatus::id).containsExactly(A, B);
        assertThat(pid(B)).isEqualTo(b);
        assertThat(join(upkeep.reload())).isEqualTo(planned);
    }

    @Test
    void aPreviewOfAnInvalidFileTellsWhatIsWrong() throws IOException {
        start(process("a", "sleep", "1000"));
        write(process("a", "sleep", "1000") + "    comand: typo\n");
        assertThat(join(upkeep.preview())).isInstanceOf(ReloadResult.Invalid.class);
    }

    @Test
    void watchedFilesAreReadAgainWhenTheyHaveChangedAndWhatIsInvalidIsPassedOver() throws IOException {
        write(process("a", "sleep", "1000"));
        upkeep = Upkeep.fromYaml(folder).watchFiles(true).build();
        List<ReloadResult> results = new CopyOnWriteArrayList<>();
        upkeep.listen(event -> {
            if (event instanceof UpkeepEvent.Reloaded reloaded) {
                results.add(reloaded.result());
            }
        });
        join(upkeep.start());
        long pid = pid(A);
        write(process("a", "sleep", "1000") + "    comand: typo\n");
        await().until(() -> results.size() == 1);
        assertThat(results.get(0)).isInstanceOf(ReloadResult.Invalid.class);
        assertThat(pid(A)).isEqualTo(pid);
        write(process("a", "sleep", "1000"), process("b", "sleep", "1000"));
        await().until(() ->
                upkeep.process(B).filter(b -> b.state() == State.RUNNING).isPresent());
        assertThat(results).hasSize(2);
        assertThat(pid(A)).isEqualTo(pid);
    }

    @Test
    void anInvalidFileChangesNothing() throws IOException {
        start(process("a", "sleep", "1000"));
        long pid = pid(A);
        write(process("b", "sleep", "1000") + "    comand: typo\n");
        ReloadResult.Invalid invalid = (ReloadResult.Invalid) join(upkeep.reload());
        assertThat(invalid.diagnostics()).anySatisfy(d -> assertThat(d.help()).contains("command"));
        assertThat(pid(A)).isEqualTo(pid);
        assertThat(upkeep.processes()).extracting(ProcessStatus::id).containsExactly(A);
    }

    @Test
    void whatIsNewIsStartedAndWhatIsGoneIsStopped() throws IOException {
        start(process("a", "sleep", "1000"));
        ProcessHandle before = ProcessHandle.of(pid(A)).orElseThrow();
        write(process("b", "sleep", "2000"));
        ReloadResult.Applied applied = (ReloadResult.Applied) join(upkeep.reload());
        assertThat(applied.added()).containsExactly(B);
        assertThat(applied.removed()).containsExactly(A);
        await().until(() -> status(B).state() == State.RUNNING && !before.isAlive());
        assertThat(upkeep.process(A)).isEmpty();
    }

    @Test
    void whatIsRemovedAndAddedAgainIsNotDoubled() throws IOException {
        Path go = folder.resolve("go");
        String slow = process(
                "a",
                "sh",
                "-c",
                "trap 'while [ ! -e " + go
                        + " ]; do sleep 0.01; done; exit 0' TERM; echo ready; while true; do sleep 0.05; done");
        start(slow, process("b", "sleep", "1000"));
        await().until(() -> !upkeep.logs(A, 1).isEmpty());
        ProcessHandle before = ProcessHandle.of(pid(A)).orElseThrow();
        write(process("b", "sleep", "1000"));
        join(upkeep.reload());
        write(slow, process("b", "sleep", "1000"));
        join(upkeep.reload());
        assertThat(status(A).state()).isEqualTo(State.STOPPING);
        Files.createFile(go);
        await().until(() -> status(A).state() == State.RUNNING);
        assertThat(before.isAlive()).isFalse();
    }

    @Test
    void whatAnOperatorHasStoppedStaysStopped() throws IOException {
        start(process("a", "sleep", "1000"));
        join(upkeep.act(A, Action.STOP));
        write(process("a", "sleep", "2000"));
        join(upkeep.reload());
        assertThat(status(A).state()).isEqualTo(State.STOPPED);
        join(upkeep.act(A, Action.START));
        await().untilAsserted(() -> assertThat(
                        ProcessHandle.of(pid(A)).flatMap(p -> p.info().arguments()))
                .hasValueSatisfying(arguments -> assertThat(arguments).endsWith("2000")));
    }

    @Test
    void disablingStopsAndEnablingStarts() throws IOException {
        start(process("a", "sleep", "1000"));
        write(process("a", "sleep", "1000").replace("name: a", "name: a\n    enabled: false"));
        join(upkeep.reload());
        await().until(() -> status(A).state() == State.DISABLED);
        write(process("a", "sleep", "1000"));
        join(upkeep.reload());
        await().until(() -> status(A).state() == State.RUNNING);
    }

    @Test
    void listenersStayAsTheyAreAndThatIsToldAtEachReload() throws IOException {
        Files.writeString(folder.resolve("processes.yaml"), "processes: {}\n");
        Files.writeString(folder.resolve("proxy.yaml"), "port: 18180\nmanagementPort: 0\n");
        upkeep = Upkeep.fromYaml(folder)
                .adjustProxy(p -> p.withPorts(p.port(), p.httpsPort(), 7777))
                .build();
        Files.writeString(folder.resolve("proxy.yaml"), "port: 18181\nmanagementPort: 1\n");
        join(upkeep.reload());
        ReloadResult.Applied applied = (ReloadResult.Applied) join(upkeep.reload());
        assertThat(applied.warnings()).singleElement().satisfies(w -> {
            assertThat(w.path()).isEqualTo("/port");
            assertThat(w.message())
                    .isEqualTo("`port` has changed from 18180 to 18181: takes effect when Upkeep is started again");
        });
    }

    @Test
    void aSupervisorIsNotMadeFromAnInvalidFile() throws IOException {
        write("  a: {name: a}\n");
        assertThatThrownBy(() -> Upkeep.fromYaml(folder).build())
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining("processes.yaml")
                .hasMessageContaining("command");
    }

    private void start(String... processes) throws IOException {
        write(processes);
        upkeep = Upkeep.fromYaml(folder).build();
        join(upkeep.start());
    }

    private void write(String... processes) throws IOException {
        Files.writeString(folder.resolve("processes.yaml"), "processes:\n" + String.join("", processes));
    }

    private static String process(String id, String program, String... args) {
        String list = List.of(args).stream().map(a -> "\"" + a + "\"").toList().toString();
        return "  " + id + ":\n    name: " + id + "\n    command: " + program + "\n    args: " + list + "\n";
    }

    private ProcessStatus status(ProcessId id) {
        return upkeep.process(id).orElseThrow();
    }

    private long pid(ProcessId id) {
        return status(id).pid().orElse(0);
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
