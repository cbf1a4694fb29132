package dev.upkeep.examples;

import dev.upkeep.Upkeep;
import dev.upkeep.proxy.vertx.ManagementHandler;
import dev.upkeep.proxy.vertx.UpkeepProxyHandler;
import dev.upkeep.rest.ManagementApi;
import dev.upkeep.rest.access.Access;
import dev.upkeep.route.Route;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServerRequest;
import java.net.URI;
import java.nio.file.Path;

/**
 * A verticle that answers below /app itself, has Upkeep's API below /upkeep, and sends all else to a supervised backend. Its
 * process lives as long as it is deployed, here until Enter is pressed.
 */
@SuppressWarnings("NullAway") // Vert.x says of more than can be null that it may be
final class UpkeepVerticle extends VerticleBase {
    private Future<Upkeep> upkeep = Future.failedFuture("not started");

    public static void main(String[] args) throws Exception {
        Vertx vertx = Vertx.vertx();
        vertx.deployVerticle(new UpkeepVerticle())
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        System.out.println("http://localhost:8080, API below /upkeep");
        System.in.read();
        vertx.close().toCompletionStage().toCompletableFuture().join();
    }

    @Override
    public Future<?> start() {
        upkeep = vertx.executeBlocking(() -> Upkeep.builder()
                .process(
                        "api",
                        p -> p.command("java", "Backend.java", "--port", "3001").cwd(Path.of("examples/demo")))
                .route(Route.builder(URI.create("http://localhost:3001"))
                        .process("api")
                        .build())
                .build());
        return upkeep.compose(built -> {
            built.start();
            return vertx.createHttpServer().requestHandler(requests(built)).listen(8080, "127.0.0.1");
        });
    }

    private Handler<HttpServerRequest> requests(Upkeep built) {
        Access access = Access.tokenFile(Path.of("upkeep.token"));
        Handler<HttpServerRequest> api = new ManagementHandler(ManagementApi.of(built, access), "/upkeep");
        Handler<HttpServerRequest> proxy = new UpkeepProxyHandler(vertx, built.router());
        return request -> {
            String path = request.path();
            if (path.startsWith("/upkeep/")) {
                api.handle(request);
            } else if (path.startsWith("/app")) {
                request.response().end("the application itself\n");
            } else {
                proxy.handle(request);
            }
        };
    }

    @Override
    public Future<?> stop() {
        return upkeep.compose(built -> Future.fromCompletionStage(built.stop(), context));
    }
}
