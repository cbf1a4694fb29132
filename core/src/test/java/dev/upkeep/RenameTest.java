package dev.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.log.LogLine;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Routing;
import dev.upkeep.testing.Waits;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process that is given another id by a reload, over real files and processes. */
class RenameTest {
    private static final ProcessId A = new ProcessId("a");
    private static final ProcessId B = new ProcessId("b");
    private static final String PATIENT =
            "echo early; while [ ! -e go ]; do sleep 0.01; done; echo late; exec sleep 1000";

    @TempDir
    private Path folder;

    private final List<UpkeepEvent> events = new CopyOnWriteArrayList<>();
    private Upkeep upkeep;

    @AfterEach
    void close() {
        if (upkeep != null) {
            upkeep.close();
        }
    }

    @Test
    void itRunsOnWithItsPidItsLinesAndItsFilesUnderTheNewId() throws IOException {
        start(process("a", PATIENT));
        long pid = status(A).pid().orElseThrow();
        Waits.until(() -> texts(A).contains("early"));

        write(process("b", PATIENT));
        ReloadResult.Applied applied = (ReloadResult.Applied) join(upkeep.reload());
        Files.createFile(folder.resolve("go"));

        assertThat(applied.steps())
                .extracting(s -> s.process() + " " + s.kind().word() + ": " + s.reason())
                .containsExactly("b rename: was `a`, and has not changed otherwise");
        assertThat(status(B).pid()).hasValue(pid);
        assertThat(status(B).state()).isEqualTo(State.RUNNING);
        assertThat(status(B).restartCount()).isZero();
        assertThat(upkeep.process(A)).isEmpty();
        Waits.until(() -> texts(B).equals(List.of("early", "late")));
        Waits.until(() -> Files.exists(folder.resolve("logs/b.log"))
                && Files.readString(folder.resolve("logs/b.log")).endsWith("late\n"));
        Waits.until(() -> Files.readString(folder.resolve("logs/a.log")).endsWith("early\n"));
        Waits.until(() -> Files.exists(folder.resolve("pids/b.pid")) && !Files.exists(folder.resolve("pids/a.pid")));
        assertThat(Files.readAllLines(folder.resolve("pids/b.pid")))
                .startsWith(Long.toString(pid))
                .anyMatch(line -> line.startsWith("launch="));
        Waits.until(() -> events.stream().anyMatch(UpkeepEvent.Renamed.class::isInstance));
        assertThat(events).noneMatch(UpkeepEvent.Removed.class::isInstance);

        upkeep.close();

        assertThat(ProcessHandle.of(pid).filter(ProcessHandle::isAlive)).isEmpty();
        assertThat(folder.resolve("pids")).isEmptyDirectory();
        assertThat(folder.resolve(".upkeep/spool")).isEmptyDirectory();
    }

    @Test
    void aPreviewShowsItAndDoesNothing() throws IOException {
        start(process("a", "exec sleep 1000"));
        write(process("b", "exec sleep 1000"));

        ReloadResult.Applied planned = (ReloadResult.Applied) join(upkeep.preview());

        assertThat(planned.updated()).containsExactly(B);
        assertThat(planned.steps()).extracting(ReloadResult.Step::kind).containsExactly(ReloadResult.Step.Kind.RENAME);
        assertThat(status(A).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void requestsReachItUnderItsNewIdAtOnce() throws IOException {
        try (ServerSocket port = new ServerSocket(0)) {
            route("a", port.getLocalPort());
            start(process("a", "exec sleep 1000"));
            Waits.until(() -> status(A).ready());

            route("b", port.getLocalPort());
            write(process("b", "exec sleep 1000"));
            join(upkeep.reload());

            Routing routing = upkeep.router().route(new RequestHead("GET", false, "x.test", "/", false));
            assertThat(routing).isInstanceOf(Routing.Forward.class);
            routing.decline();
        }
    }

    @Test
    void whoNeedsItMayCallItByItsNewId() throws IOException {
        start(process("a", "exec sleep 1000"), process("c", "exec sleep 2000") + "    dependsOn: [a]\n");
        long a = status(A).pid().orElseThrow();
        ProcessId c = new ProcessId("c");
        Waits.until(() -> status(c).state() == State.RUNNING);
        long pid = status(c).pid().orElseThrow();

        write(process("b", "exec sleep 1000"), process("c", "exec sleep 2000") + "    dependsOn: [b]\n");
        join(upkeep.reload());

        assertThat(status(B).pid()).hasValue(a);
        assertThat(status(c).pid()).hasValue(pid);
    }

    @Test
    void whatDoesNotRunIsRemovedAndAdded() throws IOException {
        start(process("a", "exec sleep 1000"));
        join(upkeep.act(A, Upkeep.Action.STOP));
        write(process("b", "exec sleep 1000"));

        ReloadResult.Applied applied = (ReloadResult.Applied) join(upkeep.reload());

        assertThat(applied.removed()).containsExactly(A);
        assertThat(applied.added()).containsExactly(B);
        Waits.until(() -> status(B).state() == State.RUNNING);
    }

    @Test
    void whatWorkedUnderTheOldIdIsGoneBackToUnderTheNew() throws IOException {
        start(process("a", "exec sleep 1000") + "    restartPolicy: never\n");
        Waits.until(() -> status(A).ready());
        write(process("b", "exec sleep 1000") + "    restartPolicy: never\n");
        join(upkeep.reload());
        write(process("b", "exit 3") + "    restartPolicy: never\n");
        join(upkeep.reload());

        Waits.until(() -> events.stream().anyMatch(UpkeepEvent.RolledBack.class::isInstance)
                && status(B).state() == State.RUNNING);
        assertThat(upkeep.configuration().process(B).orElseThrow().command().args())
                .contains("exec sleep 1000");
    }

    @Test
    void itCanBeRenamedAgainAndBack() throws IOException {
        start(process("a", "exec sleep 1000"));
        long pid = status(A).pid().orElseThrow();
        for (String id : List.of("b", "c", "a")) {
            write(process(id, "exec sleep 1000"));
            join(upkeep.reload());
            assertThat(status(new ProcessId(id)).pid()).hasValue(pid);
        }
        Waits.until(() -> Files.exists(folder.resolve("pids/a.pid")) && !Files.exists(folder.resolve("pids/c.pid")));
        assertThat(folder.resolve("pids")).isDirectoryNotContaining("glob:**/[bc].pid");
    }

    @Test
    void ifItsPidFileCannotBeMovedItIsLaunchedAnewAndSaysWhy() throws IOException {
        start(process("a", "exec sleep 1000"));
        long pid = status(A).pid().orElseThrow();
        Path notes = Files.writeString(folder.resolve("pids/b.pid"), "my notes\n");
        write(process("b", "exec sleep 1000"));
        join(upkeep.reload());

        Waits.until(() -> events.stream()
                .anyMatch(e -> e instanceof UpkeepEvent.StateChanged changed
                        && changed.status().reason().word().equals("NotRenamed")));
        Waits.until(() -> status(B).pid().isEmpty() || status(B).pid().getAsLong() != pid);
        assertThat(notes).hasContent("my notes");
    }

    private void start(String... processes) throws IOException {
        write(processes);
        upkeep = Upkeep.fromYaml(folder).build();
        upkeep.listen(events::add);
        join(upkeep.start());
    }

    private void write(String... processes) throws IOException {
        Files.writeString(folder.resolve("processes.yaml"), "processes:\n" + String.join("", processes));
    }

    private void route(String id, int port) throws IOException {
        Files.writeString(
                folder.resolve("proxy.yaml"),
                "routes:\n  - domain: x.test\n    target: http://127.0.0.1:" + port + "\n    process: " + id + "\n");
    }

    private String process(String id, String script) {
        return "  " + id + ":\n    name: " + id + "\n    command: sh\n    cwd: " + folder + "\n    args: [\"-c\", \""
                + script + "\"]\n";
    }

    private ProcessStatus status(ProcessId id) {
        return upkeep.process(id).orElseThrow();
    }

    private List<String> texts(ProcessId id) {
        return upkeep.logs(id, 100).stream().map(LogLine::text).toList();
    }

    private static <T> T join(CompletionStage<T> stage) {
        return stage.toCompletableFuture().orTimeout(20, TimeUnit.SECONDS).join();
    }
}
