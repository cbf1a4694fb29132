package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.Upkeep;
import dev.upkeep.process.Signal;
import dev.upkeep.rest.Access;
import dev.upkeep.rest.ManagementApi;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpecBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What the listener of a {@link ManagementApi} must do, whichever server it is: hand over requests as they came, send
 * answers as they are, and hold no thread while an action takes its time. Extend it and say how to listen. Behind it is a
 * real supervisor with real processes.
 */
@Timeout(60)
public abstract class ManagementContract {
    private static final String TOKEN = "upk_of-the-management-contract";
    private static final String LOCAL = "Host: localhost\r\n";
    private static final String BEARER = "Authorization: Bearer " + TOKEN + "\r\n";
    private static final int CALLERS = 64;
    private static final long BOUND_SECONDS = 20;

    @TempDir
    private Path folder;

    private final Deque<Wire> wires = new ArrayDeque<>();
    private Upkeep upkeep;
    private ManagementUnderTest management;

    /** For adapters. */
    protected ManagementContract() {}

    /**
     * Opens a listener on 127.0.0.1, on a free port.
     *
     * @param api answers all requests
     * @return the open listener
     * @throws Exception if it can't be opened, which fails the test
     */
    protected abstract ManagementUnderTest listen(ManagementApi api) throws Exception;

    @BeforeEach
    final void open() throws Exception {
        upkeep = Upkeep.builder()
                .stateDirectory(folder.resolve("state"))
                .process("api", spec -> inFolder(spec, "api").command("sh", "-c", "exec sleep 1000"))
                .process(
                        "stubborn",
                        spec -> inFolder(spec, "stubborn")
                                .command("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1000 & wait; done")
                                .stop(new ProcessSpec.StopPolicy(Signal.SIGTERM, Duration.ofSeconds(BOUND_SECONDS))))
                .build();
        management = listen(ManagementApi.builder(upkeep, Access.token(TOKEN))
                .patience(Duration.ofSeconds(2 * BOUND_SECONDS))
                .build());
    }

    private ProcessSpecBuilder inFolder(ProcessSpecBuilder spec, String id) {
        return spec.pidFile(folder.resolve(id + ".pid")).logFile(folder.resolve(id + ".log"));
    }

    @AfterEach
    final void close() throws Exception {
        while (!wires.isEmpty()) {
            wires.pop().close();
        }
        management.close();
        upkeep.stop();
        upkeep.kill();
        upkeep.close();
    }

    @Test
    void healthAnswersWithoutAToken() throws Exception {
        Message answer = exchange("GET /health HTTP/1.1\r\n" + LOCAL);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.head().value("Content-Type")).contains("application/json");
        assertThat(answer.text())
                .startsWith("{\"status\":\"healthy\",\"timestamp\":\"")
                .contains("\"total\":2");
    }

    @Test
    void theListAnswersWithTheToken() throws Exception {
        Message answer = exchange("GET /api/processes HTTP/1.1\r\n" + LOCAL + BEARER);
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).startsWith("{\"processes\":[{\"id\":\"api\",\"name\":\"api\",");
    }

    @Test
    void withoutTheTokenNothingElseAnswers() throws Exception {
        Message answer = exchange("GET /api/processes HTTP/1.1\r\n" + LOCAL);
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.head().value("WWW-Authenticate")).contains("Bearer realm=\"upkeep\"");
        assertThat(answer.head().value("Content-Type")).contains("application/problem+json");
        assertThat(answer.text()).contains("\"code\":\"unauthorized\"");
    }

    @Test
    void headersAreSentAsTheyAreAndOnce() throws Exception {
        Head head = exchange("GET /health HTTP/1.1\r\n" + LOCAL).head();
        assertThat(head.values("Cache-Control")).containsExactly("no-store");
        assertThat(head.values("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(head.values("Content-Security-Policy"))
                .containsExactly("default-src 'none'; frame-ancestors 'none'");
        assertThat(head.values("Content-Length")).hasSize(1);
        assertThat(head.values("Upkeep-Request-Id")).hasSize(1);
    }

    @Test
    void aConnectionServesOneRequestAfterTheOther() throws Exception {
        Wire wire = connect();
        for (int i = 0; i < 3; i++) {
            wire.send("GET /api/processes HTTP/1.1\r\n" + LOCAL + "\r\n");
            assertThat(wire.readAnswer().status()).isEqualTo(401);
            wire.send("GET /api/processes HTTP/1.1\r\n" + LOCAL + BEARER + "\r\n");
            assertThat(wire.readAnswer().status()).isEqualTo(200);
        }
    }

    @Test
    void headHasTheHeadersOfGetAndNoBody() throws Exception {
        Wire wire = connect();
        wire.send("HEAD /api/processes/api HTTP/1.1\r\n" + LOCAL + BEARER + "\r\n");
        Head head = wire.readHead();
        wire.send("GET /api/processes/api HTTP/1.1\r\n" + LOCAL + BEARER + "\r\n");
        Message get = wire.readAnswer();
        assertThat(head.status()).isEqualTo(200);
        assertThat(head.contentLength()).isEqualTo(get.head().contentLength());
    }

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "localhost.evil.example:80", "127.0.0.2", "localhost."})
    void otherHostsAreNotServed(String host) throws Exception {
        Message answer = exchange("GET /health HTTP/1.1\r\nHost: " + host + "\r\n");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("\"code\":\"host-not-allowed\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"localhost", "evil.example"})
    void twoHostsAreNotServed(String second) throws Exception {
        Message answer = exchange("GET /health HTTP/1.1\r\n" + LOCAL + "Host: " + second + "\r\n");
        assertThat(answer.status()).isIn(400, 403);
    }

    @Test
    void aHostWithinTheTargetDoesNotCountInsteadOfTheHeader() throws Exception {
        Message answer = exchange("GET http://evil.example/health HTTP/1.1\r\n" + LOCAL);
        assertThat(answer.status()).isIn(400, 403);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Origin: http://evil.example", "Origin: null", "Sec-Fetch-Site: cross-site"})
    void otherSitesAreNotServed(String field) throws Exception {
        Message answer = exchange("POST /api/processes/api/stop HTTP/1.1\r\n" + LOCAL + BEARER + field + "\r\n");
        assertThat(answer.status()).isEqualTo(403);
        assertThat(answer.text()).contains("\"code\":\"origin-not-allowed\"");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/processes/..%2f..%2fetc/passwd",
                "/api/processes/%61pi",
                "/api/processes/api%00",
                "//api/processes",
                "/api//processes",
                "/api/processes;x",
                "/api/processes/api;x/logs",
                "/api/../api/processes",
                "/api/./processes",
                "/api\\processes"
            })
    void pathsThatCanBeReadInTwoWaysAreRefused(String target) throws Exception {
        assertThat(exchange("GET " + target + " HTTP/1.1\r\n" + LOCAL + BEARER).status())
                .isEqualTo(400);
    }

    @Test
    void theQueryArrives() throws Exception {
        Message good = exchange("GET /api/processes/api/logs?lines=5 HTTP/1.1\r\n" + LOCAL + BEARER);
        assertThat(good.status()).isEqualTo(200);
        assertThat(good.text()).startsWith("{\"processId\":\"api\",\"logs\":[");
        Message bad = exchange("GET /api/processes/api/logs?line=5 HTTP/1.1\r\n" + LOCAL + BEARER);
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.text()).contains("\"parameter\":\"line\"");
    }

    @Test
    void otherMethodsAreRefusedWithThoseAllowed() throws Exception {
        Message answer = exchange("DELETE /api/processes/api HTTP/1.1\r\n" + LOCAL + BEARER);
        assertThat(answer.status()).isEqualTo(405);
        assertThat(answer.head().value("Allow")).contains("GET, HEAD");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Content-Length: 2\r\n\r\n{}", "Transfer-Encoding: chunked\r\n\r\n2\r\n{}\r\n0\r\n\r\n"})
    void aBodyIsRefused(String body) throws Exception {
        Wire wire = connect();
        wire.send("POST /api/processes/api/start HTTP/1.1\r\n" + LOCAL + BEARER + body);
        assertThat(wire.readAnswer().status()).isEqualTo(413);
        assertThat(upkeep.processes().get(0).pid()).isEmpty();
    }

    @Test
    void anEmptyBodyIsNone() throws Exception {
        Message answer =
                exchange("POST /api/processes/api/stop HTTP/1.1\r\n" + LOCAL + BEARER + "Content-Length: 0\r\n");
        assertThat(answer.status()).isEqualTo(200);
        assertThat(answer.text()).contains("\"changed\":false");
    }

    @Test
    void actionsDoWhatTheySay() throws Exception {
        Message started = act("api", "start");
        assertThat(started.status()).isEqualTo(200);
        assertThat(started.text()).startsWith("{\"success\":true,").contains("\"isRunning\":true");
        long pid = upkeep.processes().get(0).pid().orElseThrow();
        assertThat(ProcessHandle.of(pid)).isPresent();

        Message stopped = act("api", "stop");
        assertThat(stopped.status()).isEqualTo(200);
        assertThat(stopped.text()).contains("\"changed\":true").contains("\"isRunning\":false");
        assertThat(ProcessHandle.of(pid)).isEmpty();
    }

    @Test
    void anUnknownProcessIsNotFound() throws Exception {
        Message answer = act("apy", "start");
        assertThat(answer.status()).isEqualTo(404);
        assertThat(answer.text()).contains("\"suggestions\":[\"api\"]");
    }

    /** More callers wait than any small server has threads; the one who asks after them is still answered. */
    @Test
    void manyWhoWaitKeepNobodyElseWaiting() throws Exception {
        startStubborn();
        List<Wire> waiting = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            Wire wire = connect();
            wire.send("POST /api/processes/stubborn/stop HTTP/1.1\r\n" + LOCAL + BEARER + "\r\n");
            waiting.add(wire);
        }
        assertThat(exchange("GET /api/processes/stubborn HTTP/1.1\r\n" + LOCAL + BEARER)
                        .text())
                .contains("\"isRunning\":true");
        upkeep.stop();
        upkeep.kill();
        upkeep.stop().toCompletableFuture().get(BOUND_SECONDS, TimeUnit.SECONDS);
        for (Wire wire : waiting) {
            assertThat(wire.readAnswer().text()).contains("stubborn");
        }
    }

    @Test
    void aCallerWhoLeavesDoesNoHarm() throws Exception {
        startStubborn();
        Wire gone = connect();
        gone.send("POST /api/processes/stubborn/stop HTTP/1.1\r\n" + LOCAL + BEARER + "\r\n");
        gone.reset();
        assertThat(exchange("GET /health HTTP/1.1\r\n" + LOCAL).status()).isIn(200, 503);
    }

    /** Starts it and waits until it has said that it won't listen to SIGTERM. */
    private void startStubborn() throws Exception {
        assertThat(act("stubborn", "start").status()).isEqualTo(200);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
        Message logs;
        do {
            logs = exchange("GET /api/processes/stubborn/logs HTTP/1.1\r\n" + LOCAL + BEARER);
        } while (!logs.text().contains("\"line\":\"deaf\"") && System.nanoTime() - deadline < 0);
        assertThat(logs.text()).contains("\"stream\":\"stdout\",\"line\":\"deaf\"");
    }

    private Message act(String id, String verb) throws Exception {
        return exchange("POST /api/processes/" + id + "/" + verb + " HTTP/1.1\r\n" + LOCAL + BEARER);
    }

    /** Sends a head that lacks only its empty line, on a connection of its own, and reads the answer. */
    private Message exchange(String head) throws Exception {
        try (Wire wire = Wire.to(management.port())) {
            wire.send(head + "\r\n");
            return wire.readAnswer();
        }
    }

    private Wire connect() throws Exception {
        Wire wire = Wire.to(management.port());
        wires.push(wire);
        return wire;
    }
}
