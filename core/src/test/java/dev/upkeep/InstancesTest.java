package dev.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.ActionResult.Outcome;
import dev.upkeep.InstanceStatus.Role;
import dev.upkeep.Upkeep.Action;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import dev.upkeep.testing.Waits;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Instances of a process, over real files, processes and requests: whatever is changed on purpose, no request fails. */
class InstancesTest {
    private static final ProcessId API = new ProcessId("api");
    private static final int MANY = 20;

    @TempDir
    private Path folder;

    private Upkeep upkeep;

    @AfterEach
    void close() {
        if (upkeep != null) {
            upkeep.close();
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 3})
    void aRestartFailsNoRequest(int instances) throws IOException {
        start("    port: auto\n    instances: " + instances + "\n");
        Set<Long> before = pids();
        Crowd crowd = crowd();

        ActionResult restarted = Waits.value(upkeep.act(API, Action.RESTART));

        assertThat(restarted.outcome()).isEqualTo(Outcome.REACHED);
        assertThat(pids()).hasSize(instances).doesNotContainAnyElementsOf(before);
        assertThat(restarted.message())
                .isEqualTo(
                        instances == 1
                                ? "api restarted (pid " + api().pid().orElseThrow() + ")"
                                : "api restarted (3 instances)");
        requireNoFailure(crowd);
        Waits.until(() -> api().instances().size() == instances);
        assertThat(before).noneMatch(pid -> ProcessHandle.of(pid).isPresent());
        assertThat(api().restartCount()).isEqualTo(instances);
        assertThat(pidFiles()).hasSize(instances);
    }

    @Test
    void instancesOfAFixedRangeAreStoppedOneAfterTheOther() throws IOException {
        start("    port: 42100-42101\n    instances: 2\n");
        Set<Long> before = pids();
        Crowd crowd = crowd();

        assertThat(Waits.value(upkeep.act(API, Action.RESTART)).outcome()).isEqualTo(Outcome.REACHED);

        assertThat(pids()).hasSize(2).doesNotContainAnyElementsOf(before);
        requireNoFailure(crowd);
    }

    @Test
    void aReloadScalesUpAndDownWithoutARestart() throws IOException {
        start("    port: auto\n");
        long first = api().pid().orElseThrow();
        Crowd crowd = crowd();

        write("    port: auto\n    instances: 3\n");
        assertThat(((ReloadResult.Applied) Waits.value(upkeep.reload())).updated())
                .containsExactly(API);
        Waits.until(() -> readyPids().size() == 3);
        assertThat(ports()).hasSize(3);
        Waits.until(() -> pidFiles().equals(Set.of("api-1.pid", "api-2.pid", "api-3.pid")));

        write("    port: auto\n");
        Waits.value(upkeep.reload());
        Waits.until(() -> api().instances().size() == 1);

        assertThat(api().pid()).hasValue(first);
        Waits.until(() -> pidFiles().equals(Set.of("api.pid")));
        requireNoFailure(crowd);
    }

    @Test
    void aNewVersionTakesOverWhenItIsReady() throws IOException {
        start("    port: auto\n    instances: 2\n");
        Set<Long> before = pids();
        Crowd crowd = crowd();

        write("    port: auto\n    instances: 2\n    env: {VERSION: \"2\"}\n");
        assertThat(((ReloadResult.Applied) Waits.value(upkeep.reload())).restarted())
                .containsExactly(API);
        Waits.until(() -> pids().stream().noneMatch(before::contains) && pids().size() == 2);

        requireNoFailure(crowd);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 2})
    void aVersionThatIsNeverReadyIsRolledBackAndWhatRunsGoesOn(int instances) throws IOException {
        String scale = "    port: auto\n    instances: " + instances + "\n    restartPolicy: never\n";
        start(scale);
        Set<Long> before = pids();
        Crowd crowd = crowd();

        write(scale + "    env: {BROKEN: \"1\"}\n");
        Waits.value(upkeep.reload());
        Waits.until(() -> api().reason().sentence().contains("rolled back"));
        Waits.until(() -> api().instances().size() == instances);

        assertThat(pids()).isEqualTo(before);
        assertThat(api().state()).isEqualTo(State.RUNNING);
        assertThat(upkeep.configuration().process(API).orElseThrow().command().environment())
                .doesNotContainKey("BROKEN");
        requireNoFailure(crowd);
    }

    @Test
    void aRestartThatFailsLeavesWhatRuns() throws IOException {
        start("    port: auto\n    restartPolicy: never\n");
        Set<Long> before = pids();
        Files.writeString(folder.resolve("broken"), "");
        Crowd crowd = crowd();

        ActionResult restarted = Waits.value(upkeep.act(API, Action.RESTART));

        assertThat(restarted.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(restarted.message()).startsWith("api goes on as it was: the new one has failed: Exited with code 3");
        assertThat(pids()).isEqualTo(before);
        assertThat(api().reason().sentence()).contains("not replaced: the new one has failed");
        requireNoFailure(crowd);
    }

    @Test
    void anInstanceThatIsKilledTakesNoRequestWithIt() throws IOException {
        start("    port: auto\n    instances: 3\n    restartPolicy: {delay: 0}\n");
        Crowd crowd = crowd();

        ProcessHandle.of(pids().iterator().next()).orElseThrow().destroyForcibly();
        Waits.until(() -> api().restartCount() == 1 && readyPids().size() == 3);

        requireNoFailure(crowd);
    }

    @Test
    void aStopWhileItIsReplacedStopsBoth() throws IOException {
        start("    port: auto\n");
        upkeep.act(API, Action.RESTART);
        Waits.until(() -> api().instances().stream().anyMatch(i -> i.role() == Role.SUCCESSOR));

        assertThat(Waits.value(upkeep.act(API, Action.STOP)).outcome()).isEqualTo(Outcome.REACHED);

        Waits.until(() -> api().instances().size() == 1);
        assertThat(api().state()).isEqualTo(State.STOPPED);
        assertThat(pidFiles()).isEmpty();
    }

    private void start(String details) throws IOException {
        Files.writeString(
                folder.resolve("proxy.yaml"), "routes:\n  - {target: \"http://127.0.0.1:9\", process: api}\n");
        write(details);
        upkeep = Upkeep.builder().fromYaml(folder).build();
        upkeep.start();
        int instances = upkeep.configuration().process(API).orElseThrow().instances();
        Waits.until(() -> readyPids().size() == instances);
    }

    private void write(String details) throws IOException {
        Files.writeString(folder.resolve("processes.yaml"), """
                processes:
                  api:
                    name: API
                    command: sh
                    args:
                      - "-c"
                      - "test -n \\"$BROKEN\\" -o -e broken && exit 3; exec python3 -m http.server --bind 127.0.0.1 ${PORT}"
                    cwd: .
                """ + details);
    }

    private Crowd crowd() {
        Crowd crowd = new Crowd(upkeep.router());
        Waits.until(() -> crowd.answers() >= MANY);
        return crowd;
    }

    private static void requireNoFailure(Crowd crowd) {
        int before = crowd.answers();
        Waits.until(() -> crowd.answers() >= before + MANY);
        crowd.close();
        assertThat(crowd.failures()).isEmpty();
    }

    private ProcessStatus api() {
        return upkeep.process(API).orElseThrow();
    }

    private List<InstanceStatus> current() {
        return api().instances().stream().filter(i -> i.role() == Role.CURRENT).toList();
    }

    private Set<Long> pids() {
        return current().stream().flatMap(i -> i.pid().stream().boxed()).collect(Collectors.toSet());
    }

    private Set<Long> readyPids() {
        return current().stream()
                .filter(InstanceStatus::ready)
                .flatMap(i -> i.pid().stream().boxed())
                .collect(Collectors.toSet());
    }

    private Set<Integer> ports() {
        return current().stream().flatMap(i -> i.port().stream().boxed()).collect(Collectors.toSet());
    }

    private Set<String> pidFiles() {
        try (var files = Files.list(folder.resolve("pids"))) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> !name.startsWith("."))
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
