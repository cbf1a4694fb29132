package dev.upkeep.proxy.vertx;

import dev.upkeep.route.ClientLimits;
import dev.upkeep.route.Route;
import dev.upkeep.route.Router;
import dev.upkeep.spec.ProxySpec;
import dev.upkeep.testkit.ProxyContract;
import dev.upkeep.testkit.ProxyUnderTest;
import dev.upkeep.tls.ServerKeys;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Optional;

class VertxProxyTest extends ProxyContract {
    private static final Route SECURE =
            Route.builder(URI.create("http://127.0.0.1:1")).ssl(true).build();

    @Override
    protected ProxyUnderTest open(Router router, Optional<ServerKeys> keys, ClientLimits limits) throws IOException {
        List<Route> routes = keys.isPresent() ? List.of(SECURE) : List.of();
        ProxySpec spec = new ProxySpec("127.0.0.1", 0, 0, 0, List.of(), routes);
        return new Opened(VertxProxy.open(router, spec.withLimits(limits), keys));
    }

    private record Opened(VertxProxy proxy) implements ProxyUnderTest {
        @Override
        public int httpPort() {
            return proxy.port();
        }

        @Override
        public int httpsPort() {
            return proxy.httpsPort();
        }

        @Override
        public void close() {
            proxy.close();
        }
    }
}
