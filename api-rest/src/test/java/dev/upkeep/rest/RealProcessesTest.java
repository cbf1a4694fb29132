package dev.upkeep.rest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.upkeep.Upkeep;
import dev.upkeep.rest.Asked.Answered;
import dev.upkeep.rest.access.Access;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** The whole way: from a request to real processes, as real files describe them, and back. */
class RealProcessesTest {
    /** Stands wherever a secret could: in no answer may it ever be. */
    private static final String CANARY = "CANARY_9f";

    /** What an administrator is shown of one process, who could read it in the file as well; values of variables are not among it. */
    private static final List<String> ADMINS_ONLY = List.of("command", "args", "cwd", "pidFile", "logFile");

    @TempDir
    private Path folder;

    private Upkeep upkeep;
    private ManagementApi api;

    @BeforeEach
    void begin() throws IOException {
        Files.createDirectory(folder.resolve(CANARY));
        Files.writeString(folder.resolve("proxy.yaml"), "routes: []\n");
        write(process("talker", "echo hello; echo oops >&2; exec sleep 1000"), process("sleeper", "exec sleep 1000"));
        upkeep = Upkeep.fromYaml(folder).build();
        api = ManagementApi.of(upkeep, Access.token(Asked.TOKEN));
    }

    @AfterEach
    void end() {
        upkeep.close();
    }

    @Test
    void aProcessIsStartedShownAndStopped() {
        Answered started = post("talker", "start");
        assertThat(started.status()).isEqualTo(200);
        assertThat(started.json().get("changed").asBoolean()).isTrue();

        JsonNode shown = one("talker");
        long pid = shown.get("pid").asLong();
        assertThat(shown.get("isRunning").asBoolean()).isTrue();
        assertThat(shown.get("startTime").asString()).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(ProcessHandle.of(pid)).isPresent();

        Answered stopped = post("talker", "stop");
        assertThat(stopped.status()).isEqualTo(200);
        assertThat(stopped.json().get("process").get("isRunning").asBoolean()).isFalse();
        assertThat(stopped.json().get("process").get("pid").isNull()).isTrue();
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void whatIsSoAlreadyIsASuccessThatChangedNothing() {
        assertThat(post("talker", "stop").json().get("changed").asBoolean()).isFalse();
        post("talker", "start");
        long pid = pid("talker");

        Answered again = post("talker", "start");

        assertThat(again.status()).isEqualTo(200);
        assertThat(again.json().get("changed").asBoolean()).isFalse();
        assertThat(pid("talker")).isEqualTo(pid);
    }

    @Test
    void aRestartBringsANewProcess() {
        post("talker", "start");
        long before = pid("talker");

        assertThat(post("talker", "restart").status()).isEqualTo(200);

        assertThat(pid("talker")).isNotEqualTo(before);
        assertThat(ProcessHandle.of(before)).isEmpty();
    }

    @Test
    void whatItPrintsIsShownWithItsStream() {
        post("talker", "start");

        await().until(() -> logs("talker").size() == 2);

        assertThat(logs("talker").findValuesAsString("line")).containsExactlyInAnyOrder("hello", "oops");
        assertThat(logs("talker").findValuesAsString("stream")).containsExactlyInAnyOrder("stdout", "stderr");
    }

    @Test
    void aProcessThatIsKilledTellsHowItEnded() throws IOException {
        post("sleeper", "start");
        ProcessHandle.of(pid("sleeper")).orElseThrow().destroyForcibly();

        await().until(() -> one("sleeper").get("state").asString().equals("backoff"));

        JsonNode shown = one("sleeper");
        assertThat(shown.get("lastExit").get("code").asInt()).isEqualTo(137);
        assertThat(shown.get("lastExit").get("signal").asString()).isEqualTo("SIGKILL");
        assertThat(shown.get("lastExit").get("expected").asBoolean()).isFalse();
        assertThat(shown.get("nextRestartAt").isNull()).isFalse();
        assertThat(post("sleeper", "start").status()).isEqualTo(200);
        assertThat(one("sleeper").get("isRunning").asBoolean()).isTrue();
    }

    @Test
    void aProgramThatDoesNotExistIsAFailedStartWithTheReason() throws IOException {
        write("  broken:\n    name: Broken\n    command: no-such-program-anywhere\n    restartPolicy: never\n");
        assertThat(reload().status()).isEqualTo(200);
        await().until(() -> one("broken").get("state").asString().equals("failed"));

        Answered answer = post("broken", "start");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("start-failed");
        assertThat(answer.json().get("detail").asString()).contains("no-such-program-anywhere");
        assertThat(answer.json().get("process").get("state").asString()).isEqualTo("failed");
    }

    @Test
    void aDisabledProcessIsNotStarted() throws IOException {
        write(process("sleeper", "exec sleep 1000") + "    enabled: false\n");
        reload();

        Answered answer = post("sleeper", "start");

        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.code()).isEqualTo("process-disabled");
        assertThat(one("sleeper").get("enabled").asBoolean()).isFalse();
        assertThat(one("sleeper").get("isRunning").asBoolean()).isFalse();
    }

    @Test
    void aReloadRestartsOnlyWhatChanged() throws IOException {
        post("talker", "start");
        post("sleeper", "start");
        long talker = pid("talker");
        long sleeper = pid("sleeper");
        write(process("talker", "exec sleep 2000"), process("sleeper", "exec sleep 1000"));

        Answered answer = reload();

        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.json().get("changes").get("updated").toString())
                .isEqualTo("[{\"id\":\"talker\",\"restarted\":true}]");
        assertThat(answer.json().get("changes").get("unchanged").toString()).isEqualTo("[\"sleeper\"]");
        await().until(() -> isUp("talker") && pid("talker") != talker);
        assertThat(pid("sleeper")).isEqualTo(sleeper);
    }

    @Test
    void anInvalidFileChangesNothing() throws IOException {
        post("talker", "start");
        long pid = pid("talker");
        write(process("talker", "exec sleep 2000") + "    comand: x\n");

        Answered answer = reload();

        assertThat(answer.status()).isEqualTo(422);
        assertThat(answer.code()).isEqualTo("config-invalid");
        JsonNode diagnostic = answer.json().get("diagnostics").get(0);
        assertThat(diagnostic.get("file").asString()).isEqualTo("processes.yaml");
        assertThat(diagnostic.get("line").asInt()).isPositive();
        assertThat(diagnostic.get("message").asString()).contains("comand");
        assertThat(pid("talker")).isEqualTo(pid);
        assertThat(Asked.get("/api/processes").of(api).json().get("processes")).hasSize(2);
    }

    @Test
    void nothingIsStartedAfterTheSupervisorStopped() {
        upkeep.close();

        Answered answer = post("talker", "start");

        assertThat(answer.status()).isEqualTo(503);
        assertThat(answer.code()).isEqualTo("shutting-down");
        assertThat(one("talker").get("isRunning").asBoolean()).isFalse();
    }

    @Test
    void environmentCommandsAndPathsAreInNoAnswer() throws IOException {
        List<Answered> answers = new ArrayList<>();
        for (String verb : List.of("start", "restart", "stop", "start")) {
            answers.add(post("sleeper", verb));
        }
        answers.add(Asked.get("/api/processes").of(api));
        JsonNode one = one("sleeper");
        assertThat(one.get("envKeys").toString()).contains("SECRET");
        answers.add(Asked.get("/api/processes/sleeper/logs").of(api));
        answers.add(Asked.get("/health").of(api));
        answers.add(reload());
        write(process("sleeper", "exec sleep 3000"));
        answers.add(reload());
        write("  : [");
        answers.add(reload());

        assertThat(answers).extracting(Answered::status).containsOnly(200, 422);
        assertThat(answers)
                .allSatisfy(answer -> assertThat(answer.text() + answer.headers())
                        .doesNotContain(CANARY)
                        .doesNotContain(folder.toString())
                        .doesNotContain("exec sleep"));
        ADMINS_ONLY.forEach(((ObjectNode) one)::remove);
        assertThat(one.toString()).doesNotContain(CANARY);
    }

    @Test
    void valuesOfVariablesAreInNoLineThatIsLogged() throws IOException {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> logged = new ListAppender<>();
        logged.start();
        root.addAppender(logged);
        try {
            write("  shy: {name: shy, command: sleep, args: [\"1000\"], env: {SECRET: CANARY_env}}\n");
            reload();
            assertThat(post("shy", "restart").status()).isEqualTo(200);
            post("shy", "stop");
            write("  shy: {name: shy, comand: sleep, env: {SECRET: CANARY_env}}\n");
            assertThat(reload().status()).isEqualTo(422);
        } finally {
            root.detachAppender(logged);
        }
        assertThat(logged.list)
                .isNotEmpty()
                .extracting(event -> event.getFormattedMessage() + event.getKeyValuePairs())
                .noneMatch(line -> line.contains("CANARY_env"));
    }

    /** A process with the canary in its environment, its arguments and its paths. */
    private static String process(String id, String script) {
        return """
                  %1$s:
                    name: %1$s
                    command: sh
                    args: ["-c", "%2$s", "%3$s"]
                    cwd: "%3$s"
                    env: {SECRET: "%3$s"}
                    pidFile: "%3$s/%1$s.pid"
                    logFile: "%3$s/%1$s.log"
                """.formatted(id, script, CANARY).indent(0);
    }

    private void write(String... processes) throws IOException {
        Files.writeString(folder.resolve("processes.yaml"), "processes:\n" + String.join("", processes));
    }

    private Answered post(String id, String verb) {
        return Asked.post("/api/processes/" + id + "/" + verb).of(api);
    }

    private Answered reload() {
        return Asked.post("/api/processes/reload").of(api);
    }

    private JsonNode one(String id) {
        return Asked.get("/api/processes/" + id).of(api).json();
    }

    private JsonNode logs(String id) {
        return Asked.get("/api/processes/" + id + "/logs?lines=100")
                .of(api)
                .json()
                .get("logs");
    }

    private long pid(String id) {
        return one(id).get("pid").asLong();
    }

    private boolean isUp(String id) {
        JsonNode shown = one(id);
        return shown.get("state").asString().equals("running")
                && !shown.get("pid").isNull();
    }
}
