package dev.upkeep.proxy.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upkeep.route.Refusal;
import dev.upkeep.route.Route;
import dev.upkeep.route.Router;
import dev.upkeep.route.Routing;
import dev.upkeep.spec.ProxySpec;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.BindException;
import java.net.HttpURLConnection;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class VertxPortsTest {
    private static final Router TEAPOT =
            head -> new Routing.Refuse(new Refusal(418, "teapot", Optional.empty(), "text/plain", "short and stout"));

    @Test
    void aPortInUseIsNamed() throws Exception {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            assertThatThrownBy(() -> VertxProxy.open(TEAPOT, spec(taken.getLocalPort(), false), Optional.empty()))
                    .isInstanceOf(BindException.class)
                    .hasMessageContaining("port " + taken.getLocalPort() + " on 127.0.0.1")
                    .hasMessageContaining("in use");
        }
    }

    @Test
    void closingFreesThePort() throws Exception {
        int port;
        try (VertxProxy proxy = VertxProxy.open(TEAPOT, spec(0, false), Optional.empty())) {
            port = proxy.port();
            assertThat(proxy.httpsPort()).isEqualTo(-1);
        }
        try (VertxProxy again = VertxProxy.open(TEAPOT, spec(port, false), Optional.empty())) {
            assertThat(status(again.port())).isEqualTo(418);
        }
    }

    @Test
    void aRouteWithSslNeedsKeys() {
        assertThatThrownBy(() -> VertxProxy.open(TEAPOT, spec(0, true), Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("keys: none");
    }

    @Test
    void itRunsWithinAnApplicationsVertxAndLeavesItAlone() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            VertxProxy proxy = VertxProxy.open(vertx, TEAPOT, spec(0, false), Optional.empty())
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS);
            assertThat(status(proxy.port())).isEqualTo(418);
            proxy.close();
            proxy.close();
            assertThat(vertx.deploymentIDs()).isEmpty();
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    @Test
    void theHandlerServesInAServerOfTheApplication() throws Exception {
        Vertx vertx = Vertx.vertx();
        try {
            int port = vertx.createHttpServer()
                    .requestHandler(new UpkeepProxyHandler(vertx, TEAPOT))
                    .listen(0, "127.0.0.1")
                    .toCompletionStage()
                    .toCompletableFuture()
                    .get(20, TimeUnit.SECONDS)
                    .actualPort();
            assertThat(status(port)).isEqualTo(418);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
        }
    }

    private static ProxySpec spec(int port, boolean ssl) {
        Route route = Route.builder(URI.create("http://127.0.0.1:1")).ssl(ssl).build();
        return new ProxySpec("127.0.0.1", port, 0, 0, List.of(), List.of(route));
    }

    private static int status(int port) throws IOException {
        URI uri = URI.create("http://127.0.0.1:" + port + "/");
        return ((HttpURLConnection) uri.toURL().openConnection()).getResponseCode();
    }
}
