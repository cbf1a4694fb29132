package dev.upkeep.testkit;

import dev.upkeep.route.Upstream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.api.server.ServerSessionListener;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.server.RawHTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.component.LifeCycle;

/** A backend that speaks nothing but HTTP/2 without TLS, and does what a script says on each stream. */
final class Http2Backend implements AutoCloseable {
    private final Server server = new Server();
    private final ServerConnector listener;
    private final List<Throwable> surprises = new CopyOnWriteArrayList<>();

    /** What to do on one stream; an {@code IOException} is an ordinary end. */
    @FunctionalInterface
    interface Script {
        void serve(Http2Stream stream) throws Exception;
    }

    private Http2Backend(Script script) throws Exception {
        listener = new ServerConnector(server, new RawHTTP2ServerConnectionFactory(new Streams(script)));
        listener.setHost("127.0.0.1");
        server.addConnector(listener);
        server.start();
    }

    /** Follows the script anew on each stream. */
    static Http2Backend following(Script script) throws Exception {
        return new Http2Backend(script);
    }

    Upstream upstream() {
        return new Upstream(false, true, "127.0.0.1", listener.getLocalPort());
    }

    int connections() {
        return listener.getConnectedEndPoints().size();
    }

    /** Ends all connections; tells if a script failed in a way that it did not mean to. */
    @Override
    public void close() {
        LifeCycle.stop(server);
        if (!surprises.isEmpty()) {
            throw new AssertionError("the script of a backend failed", surprises.get(0));
        }
    }

    private final class Streams implements ServerSessionListener {
        private final Script script;

        Streams(Script script) {
            this.script = script;
        }

        @Override
        public Stream.Listener onNewStream(Stream stream, HeadersFrame head) {
            Http2Stream opened = Http2Stream.opened(stream, head);
            Thread thread = new Thread(() -> run(opened), "http2-backend-stream");
            thread.setDaemon(true);
            thread.start();
            return opened;
        }

        private void run(Http2Stream stream) {
            try {
                script.serve(stream);
            } catch (IOException e) {
                // ended by the proxy or by the end of the test
                return;
            } catch (Exception | AssertionError e) {
                surprises.add(e);
            }
        }
    }
}
