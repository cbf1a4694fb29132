package dev.upkeep.proxy.jetty;

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

class JettyProxyTest extends ProxyContract {
    @Override
    protected ProxyUnderTest open(Router router, Optional<ServerKeys> keys, ClientLimits limits) throws IOException {
        JettyProxy proxy = JettyProxy.open(router, spec(keys.isPresent()).withLimits(limits), keys);
        return new ProxyUnderTest() {
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
        };
    }

    private static ProxySpec spec(boolean ssl) {
        Route route = Route.builder(URI.create("http://localhost")).ssl(ssl).build();
        return new ProxySpec("127.0.0.1", 0, 0, 0, List.of(), List.of(route));
    }
}
