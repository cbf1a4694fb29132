package dev.upkeep.proxy.jetty;

import dev.upkeep.route.Route;
import dev.upkeep.route.Router;
import dev.upkeep.spec.ProxySpec;
import dev.upkeep.tls.ServerKeys;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/**
 * A reverse proxy on a Jetty server of its own: HTTP/1.1 and h2c on one port, and HTTP/1.1 and HTTP/2 over TLS on another
 * if a route wants it. Open one, close it at the end.
 *
 * <pre>{@code
 * try (JettyProxy proxy = JettyProxy.open(router, spec, Optional.empty())) {
 *     System.out.println("http://localhost:" + proxy.port());
 *     …
 * }
 * }</pre>
 */
public final class JettyProxy implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(5);

    private final Server server;
    private final ServerConnector http;
    private final Optional<ServerConnector> https;

    private JettyProxy(Server server, ServerConnector http, Optional<ServerConnector> https) {
        this.server = server;
        this.http = http;
        this.https = https;
    }

    /**
     * Opens the listeners and begins to serve.
     *
     * @param router decides about each request
     * @param spec addresses, ports and limits; of its routes only whether one has {@code ssl} matters here
     * @param keys what HTTPS clients are shown; must be there if a route has {@code ssl}
     * @return an open proxy
     * @throws IOException if a port can't be opened, such as one that is in use; the message names it
     * @throws IllegalArgumentException if a route has {@code ssl} and there are no keys
     */
    public static JettyProxy open(Router router, ProxySpec spec, Optional<ServerKeys> keys) throws IOException {
        boolean secure = spec.routes().stream().anyMatch(Route::ssl);
        if (secure && keys.isEmpty()) {
            throw new IllegalArgumentException("keys: none (expected: some, because a route has ssl)");
        }
        Server server = Servers.create("upkeep-proxy", threads(), DRAIN);
        Clients clients = Servers.clients(server, spec.limits());
        server.setHandler(new UpkeepProxyHandler(router, spec.limits(), clients::busy));
        try {
            ServerConnector http = Listeners.plain(server, spec.host(), spec.port(), clients);
            Optional<ServerConnector> https = secure
                    ? Optional.of(Listeners.secure(server, spec.host(), spec.httpsPort(), clients, keys.orElseThrow()))
                    : Optional.empty();
            Servers.start(server);
            return new JettyProxy(server, http, https);
        } catch (IOException | RuntimeException failed) {
            Servers.stop(server);
            throw failed;
        }
    }

    private static int threads() {
        return Math.max(16, 4 * Runtime.getRuntime().availableProcessors());
    }

    /**
     * The port for HTTP.
     *
     * @return the one that was opened, also if the specification says 0
     */
    public int port() {
        return http.getLocalPort();
    }

    /**
     * The port for HTTPS.
     *
     * @return the one that was opened, or -1 if no route has {@code ssl}
     */
    public int httpsPort() {
        return https.map(ServerConnector::getLocalPort).orElse(-1);
    }

    /**
     * Takes no more requests, lets those under way end for 5 s, cuts the rest off. WebSockets and other tunnels are ended
     * at once, with a word to their clients where there can be one. The second time does nothing.
     */
    @Override
    public void close() {
        Servers.stop(server);
    }
}
