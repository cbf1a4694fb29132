package dev.upkeep.benchmarks;

import dev.upkeep.Upkeep;
import dev.upkeep.proxy.jetty.JettyProxy;
import dev.upkeep.proxy.vertx.VertxProxy;
import dev.upkeep.route.Route;
import dev.upkeep.spec.CertificateSpec;
import dev.upkeep.spec.ProxySpec;
import dev.upkeep.tls.ServerKeys;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * One proxy to be measured. Arguments: its name, its port, that for TLS, the backend's port, a folder, the files of
 * certificate and key. Runs until it is killed.
 */
final class Peer {
    private Peer() {}

    public static void main(String[] arguments) throws Exception {
        int port = Integer.parseInt(arguments[1]);
        int tls = Integer.parseInt(arguments[2]);
        int backend = Integer.parseInt(arguments[3]);
        Path folder = Path.of(arguments[4]);
        ProxySpec spec = listening(port, tls, new CertificateSpec.Pem(Path.of(arguments[5]), Path.of(arguments[6])));
        ServerKeys keys = ServerKeys.load(spec, folder);
        switch (arguments[0]) {
            case "bare-jetty" -> BareJetty.open(spec, keys, backend);
            case "bare-vertx" -> BareVertx.open(spec, keys, backend);
            case "upkeep-jetty" -> JettyProxy.open(upkeep(backend, folder).router(), spec, Optional.of(keys));
            case "upkeep-vertx" -> VertxProxy.open(upkeep(backend, folder).router(), spec, Optional.of(keys));
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

    private static ProxySpec listening(int port, int tls, CertificateSpec certificate) {
        Route secure = Route.builder(URI.create("http://127.0.0.1:1")).ssl(true).build(); // has the port for TLS opened
        return new ProxySpec("127.0.0.1", port, tls, 0, List.of(certificate), List.of(secure));
    }
}
