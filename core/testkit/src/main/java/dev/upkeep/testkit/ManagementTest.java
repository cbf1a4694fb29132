package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.Upkeep;
import dev.upkeep.health.HealthCheck;
import dev.upkeep.health.Probe;
import dev.upkeep.process.Signal;
import dev.upkeep.rest.ManagementApi;
import dev.upkeep.rest.access.Access;
import dev.upkeep.rest.access.Permission;
import dev.upkeep.rest.access.Principal;
import dev.upkeep.rest.http.ApiRequest;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpecBuilder;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A management listener, and behind it a real supervisor with real processes. */
@Timeout(60)
abstract class ManagementTest {
    private static final String TOKEN = "upk_of-the-management-contract";
    /** The value of a variable of every process: in no answer, event or line may it ever be. */
    static final String CANARY = "CANARY_9f";

    private static final Access ADMIN = Access.token(TOKEN);
    static final String LOCAL = "Host: localhost\r\n";
    static final String BEARER = "Authorization: Bearer " + TOKEN + "\r\n";
    static final Duration HEARTBEAT = Duration.ofMillis(200);
    static final long BOUND_SECONDS = 20;

    @TempDir
    private Path folder;

    private final Deque<Wire> wires = new ArrayDeque<>();
    private Upkeep upkeep;
    private ManagementUnderTest management;
    private Optional<Documented> documented = Optional.empty();

    abstract ManagementUnderTest listen(ManagementApi api) throws Exception;

    @BeforeEach
    final void open() throws Exception {
        upkeep = Upkeep.builder()
                .stateDirectory(folder.resolve("state"))
                .process("api", spec -> common(spec, "api").command("sh", "-c", "exec sleep 1000"))
                .process("talker", spec -> common(spec, "talker").command("sh", "-c", "echo hello; exec sleep 1000"))
                .process(
                        "stubborn",
                        spec -> common(spec, "stubborn")
                                .command("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1000 & wait; done")
                                .stop(new ProcessSpec.StopPolicy(Signal.SIGTERM, Duration.ofSeconds(BOUND_SECONDS))))
                .process(
                        "off",
                        spec -> common(spec, "off").command("sleep", "1000").enabled(false))
                .process("broken", spec -> common(spec, "broken").command("no-such-program-anywhere"))
                .process(
                        "unwell",
                        spec -> common(spec, "unwell")
                                .command("sleep", "1000")
                                .healthCheck(HealthCheck.builder(new Probe.Exec("false", List.of()))
                                        .build()))
                .build();
        management = listen(ManagementApi.builder(upkeep, ManagementTest::caller)
                .metrics(() -> "")
                .patience(Duration.ofSeconds(2 * BOUND_SECONDS))
                .heartbeat(HEARTBEAT)
                .build());
    }

    static Optional<Principal> caller(ApiRequest request) {
        String sent = String.join("", request.header("authorization"));
        if (sent.equals("Bearer a bug")) {
            throw new IllegalStateException("the login of an application has a bug");
        }
        return sent.equals("Bearer viewer")
                ? Optional.of(new Principal("viewer", Set.of(Permission.READ)))
                : ADMIN.identify(request);
    }

    private ProcessSpecBuilder common(ProcessSpecBuilder spec, String id) {
        return spec.pidFile(folder.resolve(id + ".pid"))
                .logFile(folder.resolve(id + ".log"))
                .env(Map.of("SECRET", CANARY));
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

    final void closeListener() throws Exception {
        management.close();
    }

    final Upkeep upkeep() {
        return upkeep;
    }

    /** Starts it and waits until it has said that it won't listen to SIGTERM. */
    final void startStubborn() throws Exception {
        assertThat(act("stubborn", "start").status()).isEqualTo(200);
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
        Message logs;
        do {
            logs = exchange("GET /api/processes/stubborn/logs HTTP/1.1\r\n" + LOCAL + BEARER);
        } while (!logs.text().contains("\"line\":\"deaf\"") && System.nanoTime() - deadline < 0);
        assertThat(logs.text()).contains("\"stream\":\"stdout\",\"line\":\"deaf\"");
    }

    final Message act(String id, String verb) throws Exception {
        return exchange("POST /api/processes/" + id + "/" + verb + " HTTP/1.1\r\n" + LOCAL + BEARER);
    }

    /** Sends a head that lacks only its empty line, on a connection of its own, and reads the answer. */
    final Message exchange(String head) throws Exception {
        return exchange(management.port(), head);
    }

    /** The same with another listener. */
    final Message exchange(int port, String head) throws Exception {
        try (Wire wire = Wire.to(port)) {
            wire.send(head + "\r\n");
            Message answer = wire.readAnswer();
            check(head.split("\r\n")[0], answer);
            return answer;
        }
    }

    /** Whether it is as documented, and without secrets. */
    final void check(String requestLine, Message answer) throws Exception {
        assertThat(answer.text() + answer.head()).doesNotContain(CANARY);
        documented().check(requestLine, answer.head(), Optional.of(answer.text()));
    }

    /** The same of an answer that does not end. */
    final void check(String requestLine, Head head) throws Exception {
        documented().check(requestLine, head, Optional.empty());
    }

    /** What the listener itself says that it answers. */
    final Documented documented() throws Exception {
        if (documented.isEmpty()) {
            try (Wire wire = connect()) {
                wire.send("GET /api/openapi.json HTTP/1.1\r\n" + LOCAL + "\r\n");
                documented = Optional.of(new Documented(wire.readAnswer().text()));
            }
        }
        return documented.get();
    }

    final int port() {
        return management.port();
    }

    final void awaitText(String id, String part) throws Exception {
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(BOUND_SECONDS);
        while (!one(id).text().contains(part) && System.nanoTime() - deadline < 0) {
            Thread.onSpinWait();
        }
        assertThat(one(id).text()).contains(part);
    }

    final Message one(String id) throws Exception {
        return exchange("GET /api/processes/" + id + " HTTP/1.1\r\n" + LOCAL + BEARER);
    }

    final Wire connect() throws Exception {
        Wire wire = Wire.to(management.port());
        wires.push(wire);
        return wire;
    }
}
