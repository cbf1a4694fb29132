package dev.upkeep.examples;

import dev.upkeep.Upkeep;
import dev.upkeep.proxy.jetty.ManagementHandler;
import dev.upkeep.proxy.jetty.UpkeepProxyHandler;
import dev.upkeep.rest.ManagementApi;
import dev.upkeep.rest.access.Access;
import dev.upkeep.route.Route;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.util.Callback;

/**
 * An application with a Jetty server of its own: it answers below /app, Upkeep's API is below /upkeep, and all else goes to a
 * supervised backend. Runs until Enter is pressed.
 */
final class MountedJetty {
    public static void main(String[] args) throws Exception {
        Upkeep upkeep = Upkeep.builder()
                .process(
                        "api",
                        p -> p.command("java", "Backend.java", "--port", "3001").cwd(Path.of("examples/demo")))
                .route(Route.builder(URI.create("http://localhost:3001"))
                        .process("api")
                        .build())
                .build();
        ManagementApi api = ManagementApi.of(upkeep, Access.tokenFile(Path.of("upkeep.token")));
        Server server = new Server(new InetSocketAddress("127.0.0.1", 8080));
        server.setHandler(new Handler.Sequence(
                new ContextHandler(new ManagementHandler(api), "/upkeep"),
                new ContextHandler(new Greeting(), "/app"),
                new UpkeepProxyHandler(upkeep.router())));
        try (upkeep) {
            upkeep.start();
            server.start();
            System.out.println("http://localhost:8080, API below /upkeep");
            System.in.read();
            server.stop();
        }
    }

    /** What the application itself does. */
    private static final class Greeting extends Handler.Abstract.NonBlocking {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            Content.Sink.write(response, true, "the application itself\n", callback);
            return true;
        }
    }
}
