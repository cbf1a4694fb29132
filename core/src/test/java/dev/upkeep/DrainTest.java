package dev.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.Upkeep.Action;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import dev.upkeep.route.Lease;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Route;
import dev.upkeep.route.Routing;
import dev.upkeep.testing.Waits;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who is used by requests is not asked to end before they are answered. */
class DrainTest {
    private static final ProcessId API = new ProcessId("api");

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
    void aRestartWaitsForTheRequestsUnderWay() throws Exception {
        start(Duration.ofSeconds(60));
        long pid = api().pid().orElseThrow();
        Lease lease = lease();

        CompletionStage<ActionResult> restarted = upkeep.act(API, Action.RESTART);
        Waits.until(() -> api().state() == State.STOPPING);
        Routing next = route();
        assertThat(next).isInstanceOf(Routing.Hold.class);
        next.decline();
        assertThat(ProcessHandle.of(pid))
                .hasValueSatisfying(p -> assertThat(p.isAlive()).isTrue());

        lease.close();

        assertThat(Waits.value(restarted).message()).startsWith("api restarted");
        Waits.until(() -> api().ready());
        assertThat(api().pid().orElseThrow()).isNotEqualTo(pid);
    }

    @Test
    void aStopWaitsNoLongerThanTheTimeToDrain() throws Exception {
        start(Duration.ofMillis(100));
        Lease lease = lease();

        assertThat(Waits.value(upkeep.act(API, Action.STOP)).message()).isEqualTo("api stopped");
        lease.close();
    }

    @Test
    void atOnceIsStoppedWhatNobodyUses() throws Exception {
        start(Duration.ofHours(1));

        assertThat(Waits.value(upkeep.act(API, Action.STOP)).message()).isEqualTo("api stopped");
    }

    private void start(Duration drainTimeout) throws Exception {
        upkeep = Upkeep.builder()
                .stateDirectory(folder.resolve("state"))
                .process(
                        "api",
                        p -> p.command("sleep", "1000")
                                .pidFile(folder.resolve("api.pid"))
                                .logFile(folder.resolve("api.log")))
                .route(Route.builder(URI.create("http://localhost:" + port.getLocalPort()))
                        .process(API)
                        .drainTimeout(drainTimeout)
                        .build())
                .build();
        Waits.value(upkeep.start());
        Waits.until(() -> api().ready());
    }

    private ProcessStatus api() {
        return upkeep.process(API).orElseThrow();
    }

    private Routing route() {
        return upkeep.router().route(new RequestHead("GET", false, "x", "/", false));
    }

    private Lease lease() {
        return ((Routing.Forward) route()).lease();
    }
}
