package dev.upkeep.proxy.jetty;

import dev.upkeep.route.ClientLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.server.Connector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.thread.QueuedThreadPool;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Starts and stops servers, with Jetty's checked exceptions made sense of. */
final class Servers {
    private static final Logger LOG = LoggerFactory.getLogger(Servers.class);

    private Servers() {}

    /** One without listeners. Few threads do, because none of them waits. */
    static Server create(String name, int maxThreads, Duration drain) {
        QueuedThreadPool threads = new QueuedThreadPool(maxThreads, Math.min(4, maxThreads));
        threads.setName(name);
        Server server = new Server(threads);
        server.setStopTimeout(drain.toMillis());
        server.setErrorHandler(OwnAnswers::unreadable);
        return server;
    }

    /** What looks after the connections of a server's clients. */
    static Clients clients(Server server, ClientLimits limits) {
        Clients clients = new Clients(limits, server.getScheduler());
        server.addBean(clients);
        return clients;
    }

    static void start(Server server) throws IOException {
        try {
            server.start();
        } catch (IOException | RuntimeException failed) {
            throw failed;
        } catch (Exception failed) {
            throw new IOException("can't start: " + failed.getMessage(), failed);
        }
    }

    /** Stops it, and its listeners even if it never ran. */
    static void stop(Server server) {
        try {
            server.stop();
            for (Connector listener : server.getConnectors()) {
                ((ServerConnector) listener).close();
            }
        } catch (TimeoutException cutOff) {
            LOG.info("Requests that did not end within {} ms were cut off", server.getStopTimeout());
        } catch (Exception failed) {
            LOG.warn("{} did not stop cleanly", server, failed);
        }
    }
}
