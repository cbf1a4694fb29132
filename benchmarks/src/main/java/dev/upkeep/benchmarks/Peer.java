package dev.upkeep.benchmarks;

import dev.upkeep.Upkeep;
import dev.upkeep.proxy.jetty.JettyProxy;
import dev.upkeep.proxy.vertx.VertxProxy;
import dev.upkeep.route.Route;
import dev.upkeep.spec.ProxySpec;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** One proxy to be measured. Arguments: its name, its port, the backend's port, a folder. Runs until it is killed. */
final class Peer {
    private Peer() {}

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[1]);
        int backend = Integer.parseInt(arguments[2]);
        Path folder = Path.of(arguments[3]);
        switch (arguments[0]) {
            case "bare-jetty" -> BareJetty.open(port, backend);
            case "bare-vertx" -> BareVertx.open(port, backend);
            case "upkeep-jetty" -> JettyProxy.open(upkeep(backend, folder).router(), listening(port), Optional.empty());
            case "upkeep-vertx" -> VertxProxy.open(upkeep(backend, folder).router(), listening(port), Optional.empty());
            default ->
                throw new IllegalArgumentException(
                        "peer: " + arguments[0] + " (expected: bare-jetty, bare-vertx, upkeep-jetty or upkeep-vertx)");
        }
        Thread.currentThread().join();
    }

    /** With a few routes, as there are in life; the last one is taken. */
    private static Upkeep upkeep(int backend, Path folder) {
        URI target = URI.create("http://127.0.0.1:" + backend);
        Upkeep upkeep = Upkeep.builder()
                .stateDirectory(folder)
                .route(Route.builder(target).domain("shop.localhost").build())
                .route(Route.builder(target)
                        .domain("app.localhost")
                        .path("/admin")
                        .build())
                .route(Route.builder(target).domain("app.localhost").build())
                .build();
        upkeep.start().toCompletableFuture().join();
        return upkeep;
    }

    private static ProxySpec listening(int port) {
        return new ProxySpec("127.0.0.1", port, 0, 0, List.of(), List.of());
    }
}
