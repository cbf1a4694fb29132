package dev.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.Upkeep.Action;
import dev.upkeep.log.LogLine;
import dev.upkeep.process.ProcessId;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Route;
import dev.upkeep.route.Routing;
import dev.upkeep.spec.Ports;
import dev.upkeep.spec.ProcessSpecBuilder;
import dev.upkeep.testing.Waits;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process is told where to listen, and requests follow it there. */
class PortTest {
    private static final ProcessId API = new ProcessId("api");

    @TempDir
    private Path folder;

    private Upkeep upkeep;

    @AfterEach
    void end() {
        upkeep.close();
    }

    @Test
    void requestsGoToThePortThatTheProcessWasTold() {
        start(p -> p.command("sh", "-c", "echo $PORT ${PORT} $UPKEEP_INSTANCE; exec sleep 1000")
                .ports(Ports.AUTO));
        Waits.until(() -> !printed().isEmpty());

        String[] told = printed().get(0).split(" ");
        assertThat(told[0]).matches("[1-9][0-9]*").isEqualTo(told[1]);
        assertThat(told[2]).isEqualTo("1");
        // nobody listens there, so it is not ready yet
        assertThat(upkeep.process(API).orElseThrow().reason().sentence()).contains("localhost:" + told[0]);
    }

    @Test
    void theRouteFollowsTheProcess() throws Exception {
        try (ServerSocket listening = new ServerSocket(0)) {
            int port = listening.getLocalPort();
            start(p -> p.command("sleep", "1000").ports(Ports.fixed(port)));
            Waits.until(() -> upkeep.process(API).orElseThrow().ready());

            Routing.Forward forward =
                    (Routing.Forward) upkeep.router().route(new RequestHead("GET", false, "x", "/", false));

            assertThat(forward.lease().upstream()).hasToString("localhost:" + port);
            forward.lease().close();
        }
    }

    @Test
    void eachLaunchIsToldAPortThatIsFree() {
        start(p -> p.command("sh", "-c", "echo $PORT; exec sleep 1000").ports(Ports.AUTO));
        Waits.until(() -> printed().size() == 1);
        Waits.value(upkeep.act(API, Action.STOP));
        upkeep.act(API, Action.START);
        Waits.until(() -> printed().size() == 2);

        assertThat(printed()).allMatch(line -> line.matches("[1-9][0-9]*"));
    }

    private void start(UnaryOperator<ProcessSpecBuilder> details) {
        upkeep = Upkeep.builder()
                .stateDirectory(folder.resolve("state"))
                .process(
                        "api",
                        p -> details.apply(p).pidFile(folder.resolve("api.pid")).logFile(folder.resolve("api.log")))
                .route(Route.builder(URI.create("http://localhost:1"))
                        .process(API)
                        .build())
                .build();
        upkeep.start();
    }

    private List<String> printed() {
        return upkeep.logs(API, 10).stream().map(LogLine::text).toList();
    }
}
