package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The commands that speak to a launcher, against a launcher that runs. */
@TestMethodOrder(MethodOrderer.Random.class)
class ClientTest {
    private static final String PROCESSES = """
            processes:
              talker:
                name: Talker
                command: sh
                args: ["-c", "echo hello; printf '\\\\033[31mwarm\\\\033[0m\\\\n' >&2; exec sleep 1000"]
              web-a: {name: A, command: sleep, args: ["1000"]}
              web-b: {name: B, command: sleep, args: ["1000"]}
              broken: {name: Broken, command: "false", restartPolicy: never}
            """;

    @TempDir
    private static Path folder;

    private static Launched upkeep;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @BeforeAll
    static void begin() throws IOException {
        Files.writeString(folder.resolve("processes.yaml"), PROCESSES);
        upkeep = Launched.with(folder, Map.of(), "run", "--config", ".", "--port", "0", "--management-port", "0");
        upkeep.awaitErr("✓ talker").awaitErr("✕ broken").awaitErr("✓ web-b").awaitErr("Ctrl-C stops all");
    }

    @AfterAll
    static void end() {
        upkeep.close();
    }

    @Test
    void statusShowsTheWorstFirstEachWithASentence() {
        assertThat(execute("status")).isZero();

        List<String> lines = out.toString().lines().toList();
        assertThat(lines.get(0)).startsWith("STATE").contains("PID", "UPTIME", "WHAT IS GOING ON");
        assertThat(lines.get(1)).startsWith("✕ failed").contains("broken", "Exited with code 1");
        assertThat(lines).hasSize(5).filteredOn(l -> l.startsWith("● running")).hasSize(3);
    }

    @Test
    void statusTakesIdsPatternsAndJson() {
        assertThat(execute("status", "web*", "--json")).isZero();

        assertThat(out.toString()
                        .lines()
                        .map(JsonMapper.shared()::readTree)
                        .map(p -> p.path("id").asString()))
                .containsExactly("web-a", "web-b");
    }

    @Test
    void whoIsNotThereIsSaidWithThoseWhoAre() {
        assertThat(execute("status", "nobody")).isEqualTo(3);
        assertThat(err.toString())
                .contains("there is no process nobody (expected: one of talker, web-a, web-b, broken)");
    }

    @Test
    void waitingEndsWhenItIsSoAndWhenItCannotBecomeSo() {
        assertThat(execute("status", "talker", "--wait", "ready", "--timeout", "30s"))
                .isZero();
        assertThat(execute("status", "broken", "--wait", "ready", "--timeout", "30s"))
                .isEqualTo(1);
        assertThat(execute("status", "talker", "--wait", "stopped", "--timeout", "1ms"))
                .isEqualTo(1);
    }

    @Test
    void processesAreRestartedStoppedAndStarted() {
        long before = pid("web-a");

        assertThat(execute("restart", "web-a")).isZero();
        assertThat(pid("web-a")).isNotEqualTo(before);
        assertThat(execute("stop", "web-a")).isZero();
        assertThat(out.toString()).contains("web-a: stopped: Stopped, as asked");
        assertThat(execute("start", "web-a", "--json")).isZero();
        assertThat(pid("web-a")).isPositive();
    }

    @Test
    void whatCannotBeStartedIsAFailureWithItsReason() {
        assertThat(execute("start", "broken")).isEqualTo(1);
        assertThat(err + out.toString()).contains("broken").contains("Exited with code 1");
    }

    @Test
    void anActionNeedsIdsOrAll() {
        assertThat(execute("stop")).isEqualTo(2);
        assertThat(err.toString()).contains("stop needs ids, or --all, but not both");
    }

    @Test
    void linesAreShownWithTheirProcessAndWithoutHarmToTheTerminal() {
        await().atMost(Duration.ofSeconds(20)).untilAsserted(() -> {
            out.getBuffer().setLength(0);
            assertThat(execute("logs", "talker", "web-a")).isZero();
            assertThat(out.toString()).contains("talker │ hello", "talker │ \\u001b[31mwarm");
        });
        assertThat(execute("logs", "talker", "--stderr", "--raw", "-n", "1")).isZero();
        assertThat(out.toString()).endsWith("\u001b[31mwarm\u001b[0m\n");
    }

    @Test
    void followingShowsWhatComesUntilTheEnd() throws IOException {
        try (Launched follower = Launched.with(folder, Map.of(), "logs", "talker", "-f", "-t")) {
            follower.awaitThat(() -> assertThat(follower.out()).contains("hello"));
            execute("restart", "talker");
            follower.awaitThat(() -> assertThat(follower.out())
                    .containsPattern("— restarted, pid \\d+ —")
                    .containsPattern("(?s)hello.*hello"));
        }
    }

    @Test
    void eventsTellWhatHappens() throws IOException {
        try (Launched listener = Launched.with(folder, Map.of(), "events")) {
            listener.awaitThat(() -> {
                execute("restart", "web-b");
                assertThat(listener.out()).contains("web-b  stopping", "web-b  running, ready");
            });
        }
    }

    @Test
    void aReloadSaysWhatItWouldDoAndThatNothingIsToDo() {
        assertThat(execute("reload", "--dry-run")).isZero();
        assertThat(out.toString()).contains("Would be: 0 added, 0 changed, 0 removed, 4 unchanged");
        assertThat(execute("reload")).isZero();
        assertThat(out.toString()).contains("Reloaded: 0 added");
    }

    @Test
    void healthEndsWithItsVerdict() {
        assertThat(execute("health", "--live")).isZero();
        assertThat(out.toString()).isEqualTo("live\n");
        assertThat(execute("health", "--ready", "--live")).isEqualTo(2);
    }

    @Test
    void theAddressOfThePageHasTheTokenBehindTheHash() throws IOException {
        String token = Files.readString(folder.resolve(".upkeep/token")).strip();
        assertThat(execute("dashboard")).isZero();
        assertThat(out.toString()).matches("http://127\\.0\\.0\\.1:\\d+/ui/#token=\\Q" + token + "\\E\n");
    }

    @Test
    void aWrongTokenIsRefused() throws IOException {
        Path wrong = Files.writeString(folder.resolve("wrong"), "upk_wrong\n");
        assertThat(execute("status", "--token-file", wrong.toString())).isEqualTo(6);
        assertThat(err.toString()).contains("refused by http://127.0.0.1:", "a token that may do this");
    }

    @Test
    void nobodyAtTheAddressIsNotRunning() throws IOException {
        assertThat(execute("status", "--address", "http://127.0.0.1:1")).isEqualTo(3);
        assertThat(err.toString()).contains("nothing answers at http://127.0.0.1:1");
        Path other = Files.createDirectories(folder.resolve("other"));
        assertThat(line("status", "--config", other.toString())).isEqualTo(3);
        assertThat(err.toString()).contains("no upkeep runs the configuration in " + other);
    }

    private int execute(String... args) {
        List<String> all = new ArrayList<>(List.of(args));
        all.add("--config");
        all.add(folder.toString());
        return line(all.toArray(String[]::new));
    }

    private int line(String... args) {
        return Commands.line(new PrintWriter(out, true), new PrintWriter(err, true))
                .execute(args);
    }

    private long pid(String id) {
        StringWriter json = new StringWriter();
        Commands.line(new PrintWriter(json, true), new PrintWriter(err, true))
                .execute("status", id, "--json", "--config", folder.toString());
        JsonNode process = JsonMapper.shared().readTree(json.toString());
        return process.path("pid").asLong();
    }
}
