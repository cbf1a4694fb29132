package dev.upkeep.proxy.jetty;

import dev.upkeep.rest.ManagementApi;
import dev.upkeep.route.ClientLimits;
import java.io.IOException;
import java.time.Duration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;

/** A listener of its own for a {@link ManagementApi}, on a small Jetty server. Open one, close it at the end. */
public final class JettyManagement implements AutoCloseable {
    private static final int THREADS = 8;
    private static final Duration DRAIN = Duration.ofSeconds(1);

    private final Server server;
    private final ServerConnector listener;

    private JettyManagement(Server server, ServerConnector listener) {
        this.server = server;
        this.listener = listener;
    }

    /**
     * Opens the listener and begins to serve HTTP/1.1.
     *
     * @param api answers all requests
     * @param host the address to bind, such as {@code 127.0.0.1}, which other machines can't reach
     * @param port 0 takes any free one
     * @return an open listener
     * @throws IOException if the port can't be opened, such as one that is in use; the message names it
     */
    public static JettyManagement listen(ManagementApi api, String host, int port) throws IOException {
        Server server = Servers.create("upkeep-management", THREADS, DRAIN);
        Clients clients = Servers.clients(server, ClientLimits.DEFAULT);
        server.setHandler(clients.watched(new ManagementHandler(api)));
        try {
            HttpConnectionFactory http1 = new HttpConnectionFactory(Listeners.configuration(clients.limits()));
            ServerConnector listener = Listeners.open(server, host, port, clients, http1);
            Servers.start(server);
            return new JettyManagement(server, listener);
        } catch (IOException | RuntimeException failed) {
            Servers.stop(server);
            throw failed;
        }
    }

    /**
     * The port.
     *
     * @return the one that was opened, also if any was asked for
     */
    public int port() {
        return listener.getLocalPort();
    }

    /** Takes no more requests, lets those under way end for 1 s. The second time does nothing. */
    @Override
    public void close() {
        Servers.stop(server);
    }
}
