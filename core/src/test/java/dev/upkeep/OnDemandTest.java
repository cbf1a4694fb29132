package dev.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.Upkeep.Action;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import dev.upkeep.route.Lease;
import dev.upkeep.route.Refusal;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Route;
import dev.upkeep.route.Routing;
import dev.upkeep.spec.Activation;
import dev.upkeep.spec.Activation.Start;
import dev.upkeep.spec.Dependencies;
import dev.upkeep.testing.Waits;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Processes that are started by requests, and rest when none come. */
class OnDemandTest {
    private static final ProcessId API = new ProcessId("api");
    private static final ProcessId DB = new ProcessId("db");
    private static final Activation FOR_EVER = new Activation(Start.REQUEST, Optional.empty());
    private static final Activation BRIEFLY = new Activation(Start.REQUEST, Optional.of(Duration.ofMillis(300)));

    @TempDir
    private Path folder;

    /** Stands for the port of the process, which need not know how to listen. */
    private ServerSocket port;

    private Upkeep upkeep;

    @BeforeEach
    void begin() throws Exception {
        port = new ServerSocket(0);
    }

    @AfterEach
    void end() throws Exception {
        upkeep.close();
        port.close();
    }

    @Test
    void theFirstRequestStartsWhatIsAsleepWithWhatItNeedsAndWaitsForIt() {
        start(FOR_EVER);
        assertThat(status(API).state()).isEqualTo(State.STOPPED);
        assertThat(status(API).reason().word()).isEqualTo("Asleep");
        assertThat(status(DB).state()).isEqualTo(State.STOPPED);

        lease(request("POST", true)).close();

        assertThat(status(API).state()).isEqualTo(State.RUNNING);
        assertThat(status(DB).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void whoGoesToAPageSeesOneWhileItStarts() {
        start(FOR_EVER);

        Refusal page = ((Routing.Refuse) request("GET", true)).refusal();

        assertThat(page.status()).isEqualTo(503);
        assertThat(page.contentType()).startsWith("text/html");
        assertThat(page.retryAfterSeconds()).hasValue(2);
        assertThat(page.body()).contains("http-equiv=\"refresh\"", "a request has come");
        Waits.until(() -> status(API).ready());
        lease(request("GET", true)).close();
    }

    @Test
    void whatNobodyAsksForAnythingRestsUntilTheNextRequest() {
        start(BRIEFLY);
        Lease lease = lease(request("GET", false));
        long pid = status(API).pid().orElseThrow();
        letTimePass();
        assertThat(status(API).pid()).hasValue(pid);

        lease.close();
        Waits.until(() -> status(API).state() == State.STOPPED);
        assertThat(status(API).reason().word()).isEqualTo("Asleep");

        lease(request("GET", false)).close();
        assertThat(status(API).pid().orElseThrow()).isNotEqualTo(pid);
    }

    @Test
    void whatAnOperatorHasStoppedStaysSo() {
        start(FOR_EVER);
        lease(request("GET", false)).close();
        Waits.value(upkeep.act(API, Action.STOP));

        assertThat(((Routing.Refuse) request("GET", false)).refusal().code()).isEqualTo("process-down");
        assertThat(status(API).reason().word()).isEqualTo("StopAsked");

        assertThat(Waits.value(upkeep.act(API, Action.START)).message()).startsWith("api started");
    }

    @Test
    void whatIsStartedByHandIsNotStartedByRequests() {
        start(new Activation(Start.HAND, Optional.empty()));

        assertThat(((Routing.Refuse) request("GET", false)).refusal().code()).isEqualTo("process-down");
        assertThat(status(API).state()).isEqualTo(State.STOPPED);

        assertThat(Waits.value(upkeep.act(API, Action.START)).message()).startsWith("api started");
    }

    /** Longer than anything here may rest. */
    private void letTimePass() {
        Waits.until(() -> status(API).uptime().compareTo(Duration.ofSeconds(1)) > 0);
    }

    private void start(Activation activation) {
        upkeep = Upkeep.builder()
                .stateDirectory(folder.resolve("state"))
                .process(
                        "db",
                        p -> p.command("sleep", "1000")
                                .activation(new Activation(Start.HAND, Optional.empty()))
                                .pidFile(folder.resolve("db.pid"))
                                .logFile(folder.resolve("db.log")))
                .process(
                        "api",
                        p -> p.command("sleep", "1000")
                                .activation(activation)
                                .dependsOn(Dependencies.on("db"))
                                .pidFile(folder.resolve("api.pid"))
                                .logFile(folder.resolve("api.log")))
                .route(Route.builder(URI.create("http://localhost:" + port.getLocalPort()))
                        .process(API)
                        .build())
                .build();
        Waits.value(upkeep.start());
    }

    private ProcessStatus status(ProcessId id) {
        return upkeep.process(id).orElseThrow();
    }

    private Routing request(String method, boolean forPage) {
        return upkeep.router().route(new RequestHead(method, false, "x", "/", forPage));
    }

    /** What comes of a request that may have to wait first. */
    private static Lease lease(Routing routing) {
        Routing in = routing instanceof Routing.Hold hold
                ? Waits.value(hold.waiting().outcome())
                : routing;
        return ((Routing.Forward) in).lease();
    }
}
