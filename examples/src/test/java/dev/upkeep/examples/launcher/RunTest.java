package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code run}: what it says, what it ends with, and what it leaves behind. */
class RunTest {
    private static final String NO_ROUTES = "routes: []\n";

    @TempDir
    Path folder;

    @BeforeEach
    void noRoutes() throws IOException {
        Files.writeString(folder.resolve("proxy.yaml"), NO_ROUTES);
    }

    @Test
    void firstLinesTellVersionCountsAndAddresses() throws IOException {
        processes("""
                  sleeper:
                    name: Sleeper
                    command: sleep
                    args: ["1000"]
                  off:
                    name: Off
                    enabled: false
                    command: sleep
                """);
        try (Launched upkeep = run()) {
            upkeep.awaitErr("API  ");
            assertThat(upkeep.err())
                    .containsPattern("^Upkeep \\S+ · processes\\.yaml \\(2 processes, 1 disabled\\) · pid \\d+\n")
                    .contains("  ✓ sleeper  running (no health check)\n")
                    .containsPattern("\nProxy +http://\\S+:\\d+")
                    .containsPattern("\nAPI +http://127\\.0\\.0\\.1:\\d+/api +Ctrl-C stops all, twice kills\n");
            assertThat(upkeep.out())
                    .containsPattern("(?m)^\\[\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z] info: "
                            + "Process sleeper started successfully \\{\"pid\":\\d+,\"command\":\"sleep\"}$");
        }
    }

    @Test
    void outputOfProcessesIsLoggedWithItsStream() throws IOException {
        processes("""
                  talker:
                    name: Talker
                    command: sh
                    args: ["-c", "echo hello; echo careful >&2; exec sleep 1000"]
                """);
        String time = "(?m)^\\[\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z] ";
        try (Launched upkeep = run()) {
            upkeep.awaitThat(() -> assertThat(upkeep.out())
                    .containsPattern(time + "info: \\[talker] STDOUT: hello$")
                    .containsPattern(time + "warn: \\[talker] STDERR: careful$"));
        }
    }

    @Test
    void processThatExitsAtOnceFailsWithASentenceAndStartRevivesIt() throws IOException {
        processes("""
                  api:
                    name: API
                    command: sh
                    args: ["-c", "[ -e mended ] && exec sleep 1000; echo 'Cannot find module ./db' >&2; exit 1"]
                    cwd: "."
                    restartPolicy:
                      maxAttempts: 3
                      delay: 10
                """);
        try (Launched upkeep = run()) {
            upkeep.awaitErr("failed:");
            assertThat(upkeep.err())
                    .contains("✕ api", "code 1", "try 3 of 3", "│ Cannot find module ./db", "gave up after 3 restarts");
            JsonNode failed = process(upkeep);
            assertThat(failed.get("state").asString()).isEqualTo("failed");
            assertThat(failed.get("isRunning").asBoolean()).isFalse();
            assertThat(failed.get("message").asString()).contains("gave up after 3 restarts");

            Files.createFile(folder.resolve("mended"));
            HttpResponse<String> started = Http.api(upkeep.apiPort(), "POST", "/api/processes/api/start", token());

            assertThat(started.statusCode()).as(started.body()).isEqualTo(200);
            assertThat(process(upkeep).get("state").asString()).isEqualTo("running");
            upkeep.awaitErr("✓ api");
        }
    }

    @Test
    void whoNeedsAnotherEndsFirstAndThatIsAll() throws IOException {
        processes("""
                  db:
                    name: DB
                    command: sleep
                    args: ["1000"]
                  api:
                    name: API
                    command: sleep
                    args: ["1000"]
                    dependsOn: [db]
                  web:
                    name: Web
                    command: sleep
                    args: ["1000"]
                    dependsOn: [api]
                """);
        try (Launched upkeep = run()) {
            upkeep.awaitErr("✓ web");
            upkeep.signal("TERM");
            assertThat(upkeep.exitCode()).isEqualTo(143);
            assertThat(upkeep.out())
                    .containsSubsequence("web is stopped", "api is stopped", "db is stopped")
                    .doesNotContain("Exception");
        }
    }

    @Test
    void interruptStopsTheWholeTree() throws IOException {
        processes("""
                  tree:
                    name: Tree
                    command: sh
                    args: ["-c", "sleep 1000 & sleep 1000 & wait"]
                """);
        try (Launched upkeep = run()) {
            upkeep.awaitErr("✓ tree");
            upkeep.awaitThat(() -> assertThat(upkeep.descendants()).hasSizeGreaterThanOrEqualTo(3));
            List<ProcessHandle> tree = upkeep.descendants();

            upkeep.signal("INT");

            assertThat(upkeep.exitCode()).isEqualTo(130);
            assertThat(tree).noneMatch(Launched::lives);
        }
    }

    @Test
    void secondInterruptKills() throws IOException {
        processes("""
                  stubborn:
                    name: Stubborn
                    command: sh
                    args: ["-c", "trap '' TERM INT; echo deaf; while :; do sleep 1000; done"]
                    stopTimeout: 1000s
                """);
        try (Launched upkeep = run()) {
            upkeep.awaitThat(() -> assertThat(upkeep.out()).contains("STDOUT: deaf"));
            List<ProcessHandle> tree = upkeep.descendants();

            upkeep.signal("INT");
            upkeep.awaitErr("Stopping 1 process");
            upkeep.signal("INT");

            assertThat(upkeep.exitCode()).isEqualTo(130);
            assertThat(upkeep.err()).contains("Killing");
            assertThat(tree).noneMatch(Launched::lives);
        }
    }

    @Test
    void secondInterruptEndsItEvenIfAProcessDoesNot() throws IOException {
        try (StuckTerminal terminal = new StuckTerminal()) {
            processes(terminal.process());
            try (Launched upkeep = run()) {
                upkeep.awaitThat(() -> assertThat(upkeep.out()).contains("STDOUT: xxx"));
                List<ProcessHandle> tree = upkeep.descendants();

                upkeep.signal("INT");
                upkeep.awaitErr("Stopping 1 process");
                upkeep.signal("INT");

                assertThat(upkeep.exitCode()).isEqualTo(130);
                assertThat(upkeep.err()).contains("Gave up waiting for the end", "  ✕ stuck");
                assertThat(tree).noneMatch(Launched::lives);
            }
        }
    }

    @Test
    void orphanOfALauncherThatWasKilledIsAdoptedAndEndsWithTheNext() throws IOException {
        processes("""
                  sleeper:
                    name: Sleeper
                    command: sleep
                    args: ["1000"]
                    restartPolicy: never
                """);
        try (Launched killed = run()) {
            killed.awaitErr("✓ sleeper");
            List<ProcessHandle> left = killed.descendants();
            assertThat(left).hasSize(1);
            killed.signal("KILL");
            killed.exitCode();
            try (Launched next = run()) {
                next.awaitErr("✓ sleeper");
                assertThat(next.out()).contains("launched by an earlier supervisor: adopted");
                assertThat(left).allMatch(Launched::lives);
                next.signal("TERM");
                next.exitCode();
            }
            assertThat(left).noneMatch(Launched::lives);
        }
    }

    @Test
    void takenPortIsNamed() throws IOException {
        processes("""
                  sleeper:
                    name: Sleeper
                    command: sleep
                    args: ["1000"]
                """);
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("0.0.0.0"))) {
            String port = Integer.toString(taken.getLocalPort());
            for (Adapter adapter : Adapter.values()) {
                try (Launched upkeep = Launched.with(
                        folder,
                        Map.of(),
                        "run",
                        "--adapter",
                        adapter.toString(),
                        "--management-port",
                        "0",
                        "--port",
                        port)) {
                    assertThat(upkeep.exitCode()).isEqualTo(7);
                    assertThat(upkeep.err()).contains(port).doesNotContain("\tat ");
                }
            }
        }
    }

    @Test
    void tokenThatOthersCanReadIsRefused() throws IOException {
        processes("""
                  api:
                    name: API
                    command: touch
                    args: ["started"]
                    cwd: "."
                """);
        Path state = Files.createDirectory(folder.resolve(".upkeep"));
        Path token = Files.writeString(state.resolve("token"), "upk_0123456789012345678901234567890123456789012");
        Files.setPosixFilePermissions(token, PosixFilePermissions.fromString("rw-r--r--"));
        try (Launched upkeep = run()) {
            assertThat(upkeep.exitCode()).isEqualTo(1);
            assertThat(upkeep.err()).contains("token").doesNotContain("upk_", "\tat ");
            assertThat(folder.resolve("started")).doesNotExist();
        }
    }

    @Test
    void lastWordsOfAProcessThatIsGivenUpAreShown() throws IOException {
        processes("""
                  api:
                    name: API
                    command: sh
                    args: ["-c", "echo nothing to see here; echo Cannot open the database >&2; exit 3"]
                    restartPolicy: never
                """);
        try (Launched upkeep = run()) {
            upkeep.awaitErr("database");
            assertThat(upkeep.err())
                    .containsPattern("✕ api  failed: Exited with code 3 after .*\n      │ Cannot open the database\n")
                    .doesNotContain("nothing to see");
        }
    }

    @Test
    void oneConfigurationIsRunOnceOnly() throws IOException {
        processes("""
                  sleeper:
                    name: Sleeper
                    command: sleep
                    args: ["1000"]
                """);
        try (Launched first = run()) {
            first.awaitErr("✓ sleeper");
            try (Launched second = run()) {
                assertThat(second.exitCode()).isEqualTo(7);
                assertThat(second.err())
                        .contains("another upkeep, pid ")
                        .contains("runs this configuration")
                        .contains("kill ");
            }
            assertThat(first.descendants()).isNotEmpty();
        }
    }

    @Test
    void invalidConfigurationEndsBeforeAnythingStarts() throws IOException {
        processes("""
                  api:
                    name: API
                    comand: touch
                    args: ["started"]
                """);
        try (Launched upkeep = run()) {
            assertThat(upkeep.exitCode()).isEqualTo(4);
            assertThat(upkeep.err()).contains("processes.yaml:4:5", "did you mean `command`?");
            assertThat(folder.resolve("started")).doesNotExist();
        }
    }

    private void processes(String entries) throws IOException {
        Files.writeString(folder.resolve("processes.yaml"), "processes:\n" + entries);
    }

    private Launched run() {
        return Launched.run(folder, Adapter.JETTY, Map.of());
    }

    private JsonNode process(Launched upkeep) throws IOException {
        return Http.json(Http.api(upkeep.apiPort(), "GET", "/api/processes", token()))
                .get("processes")
                .get(0);
    }

    private String token() throws IOException {
        return Files.readString(folder.resolve(".upkeep/token")).strip();
    }
}
