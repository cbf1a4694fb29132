package dev.upkeep.examples.launcher;

import dev.upkeep.proxy.jetty.JettyManagement;
import dev.upkeep.proxy.jetty.JettyProxy;
import dev.upkeep.proxy.vertx.VertxManagement;
import dev.upkeep.proxy.vertx.VertxProxy;
import dev.upkeep.rest.ManagementApi;
import dev.upkeep.route.Router;
import dev.upkeep.spec.ProxySpec;
import dev.upkeep.tls.ServerKeys;
import java.io.IOException;
import java.util.Locale;
import java.util.Optional;

/** The servers that can carry proxy and management interface. Only the chosen one is loaded. */
enum Adapter {
    JETTY {
        @Override
        Opened proxy(Router router, ProxySpec spec, Optional<ServerKeys> keys) throws IOException {
            JettyProxy proxy = JettyProxy.open(router, spec, keys);
            return new Opened(proxy.port(), proxy.httpsPort(), proxy::close);
        }

        @Override
        Opened management(ManagementApi api, int port) throws IOException {
            JettyManagement management = JettyManagement.listen(api, LOOPBACK, port);
            return new Opened(management.port(), -1, management::close);
        }
    },
    VERTX {
        @Override
        Opened proxy(Router router, ProxySpec spec, Optional<ServerKeys> keys) throws IOException {
            VertxProxy proxy = VertxProxy.open(router, spec, keys);
            return new Opened(proxy.port(), proxy.httpsPort(), proxy::close);
        }

        @Override
        Opened management(ManagementApi api, int port) throws IOException {
            VertxManagement management = VertxManagement.listen(api, LOOPBACK, port);
            return new Opened(management.port(), -1, management::close);
        }
    };

    /** Where the management interface listens. */
    static final String LOOPBACK = "127.0.0.1";

    /** Opens the proxy. */
    abstract Opened proxy(Router router, ProxySpec spec, Optional<ServerKeys> keys) throws IOException;

    /** Opens the management interface on the loopback address. */
    abstract Opened management(ManagementApi api, int port) throws IOException;

    /** As on the command line. */
    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
