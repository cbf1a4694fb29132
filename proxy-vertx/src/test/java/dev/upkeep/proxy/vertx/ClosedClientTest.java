package dev.upkeep.proxy.vertx;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.route.Failure;
import dev.upkeep.route.Lease;
import dev.upkeep.route.Refusal;
import dev.upkeep.route.Routing;
import dev.upkeep.route.Upstream;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A handler that outlives the verticle it was made in, and with it its connections. */
class ClosedClientTest implements Lease {
    private final Vertx vertx = Vertx.vertx();
    private final List<Failure> failures = new CopyOnWriteArrayList<>();

    @AfterEach
    void endVertx() throws Exception {
        done(vertx.close());
    }

    @Test
    void theRouterIsToldAndTheClientAnswered() throws Exception {
        CompletableFuture<UpkeepProxyHandler> made = new CompletableFuture<>();
        String id = done(vertx.deployVerticle(new VerticleBase() {
            @Override
            public Future<?> start() throws Exception {
                made.complete(new UpkeepProxyHandler(vertx, head -> new Routing.Forward(ClosedClientTest.this)));
                return super.start();
            }
        }));
        done(vertx.undeploy(id));
        int port = done(vertx.createHttpServer().requestHandler(made.join()).listen(0, "127.0.0.1"))
                .actualPort();
        HttpURLConnection client = (HttpURLConnection)
                URI.create("http://127.0.0.1:" + port + "/").toURL().openConnection();
        client.setReadTimeout(20_000);
        assertThat(client.getResponseCode()).isEqualTo(502);
        assertThat(failures).extracting(Failure::kind).containsExactly(Failure.Kind.UNSENT);
    }

    private static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Override
    public Upstream upstream() {
        return new Upstream(false, "127.0.0.1", 1);
    }

    @Override
    public Duration connectTimeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Duration responseTimeout() {
        return Duration.ofSeconds(10);
    }

    @Override
    public Routing failed(Failure failure) {
        failures.add(failure);
        return new Routing.Refuse(new Refusal(502, "upstream-failed", Optional.empty(), "text/plain", "no"));
    }

    @Override
    public void close() {}
}
