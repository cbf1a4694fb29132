package dev.upkeep.proxy.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.upkeep.route.Refusals;
import dev.upkeep.route.Route;
import dev.upkeep.route.Router;
import dev.upkeep.route.Routing;
import dev.upkeep.spec.ProxySpec;
import java.io.IOException;
import java.net.BindException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class JettyPortsTest {
    private static final Router NO_ROUTES = head -> new Routing.Refuse(Refusals.noRoute(head));

    @Test
    void aPortInUseIsNamed() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            assertThatExceptionOfType(BindException.class)
                    .isThrownBy(() -> open(taken.getLocalPort(), false))
                    .withMessageContainingAll("port " + taken.getLocalPort(), "127.0.0.1", "in use");
        }
    }

    @Test
    void aPortIsFreeAgainAfterwards() throws IOException {
        int port;
        try (JettyProxy first = open(0, false)) {
            port = first.port();
        }
        try (JettyProxy second = open(port, false)) {
            assertThat(second.port()).isEqualTo(port);
        }
    }

    @Test
    void withoutRoutesForItNothingListensForHttps() throws IOException {
        try (JettyProxy proxy = open(0, false)) {
            assertThat(proxy.httpsPort()).isEqualTo(-1);
        }
    }

    @Test
    void routesForHttpsNeedKeys() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> open(0, true))
                .withMessage("keys: none (expected: some, because a route has ssl)");
    }

    @Test
    void closingTwiceDoesNothingMore() throws IOException {
        JettyProxy proxy = open(0, false);
        proxy.close();
        proxy.close();
    }

    private static JettyProxy open(int port, boolean ssl) throws IOException {
        Route route = Route.builder(URI.create("http://localhost:1")).ssl(ssl).build();
        ProxySpec spec = new ProxySpec("127.0.0.1", port, 0, 0, List.of(), List.of(route));
        return JettyProxy.open(NO_ROUTES, spec, Optional.empty());
    }
}
