package dev.upkeep.proxy.jetty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.Upkeep;
import dev.upkeep.rest.ManagementApi;
import dev.upkeep.rest.access.Access;
import dev.upkeep.route.Exchanged;
import dev.upkeep.route.Failure;
import dev.upkeep.route.Lease;
import dev.upkeep.route.Refusals;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Router;
import dev.upkeep.route.Routing;
import dev.upkeep.route.Upstream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.handler.ContextHandler;
import org.eclipse.jetty.server.handler.ContextHandlerCollection;
import org.eclipse.jetty.util.Callback;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both handlers in a server that somebody else has made. */
class EmbeddingTest {
    private static final String TOKEN = "upk_of-the-embedding-test";

    private final Server server = new Server(0);
    private final HttpClient client = HttpClient.newHttpClient();

    @AfterEach
    void stop() throws Exception {
        server.stop();
    }

    @Test
    void theProxyServesWhatOtherHandlersLeave() throws Exception {
        Router router = head -> new Routing.Refuse(Refusals.noRoute(head));
        start(new Handler.Sequence(new Hello(), new UpkeepProxyHandler(router)));
        assertThat(get("/hello").body()).isEqualTo("hello");
        assertThat(get("/else").body()).contains("no-route");
    }

    @Test
    void theProxyStartsAgainWithItsServer() throws Exception {
        start(new UpkeepProxyHandler(head -> new Routing.Refuse(Refusals.noRoute(head))));
        server.stop();
        server.start();
        assertThat(get("/").statusCode()).isEqualTo(404);
    }

    @Test
    void aStoppingServerLetsRequestsUnderWayEnd() throws Exception {
        CompletableFuture<Routing> outcome = new CompletableFuture<>();
        CountDownLatch asked = new CountDownLatch(1);
        server.setStopTimeout(20_000);
        UpkeepProxyHandler proxy = new UpkeepProxyHandler(head -> {
            asked.countDown();
            return new Routing.Hold(new Lasting(outcome));
        });
        start(proxy);
        CompletableFuture<HttpResponse<String>> answer =
                client.sendAsync(HttpRequest.newBuilder(uri("/")).build(), BodyHandlers.ofString());
        assertThat(asked.await(10, TimeUnit.SECONDS)).isTrue();
        CompletableFuture<Void> drained = proxy.shutdown();
        assertThat(drained).isNotDone();
        outcome.complete(new Routing.Redirect(308, "https://app.example/"));
        assertThat(answer.get(10, TimeUnit.SECONDS).statusCode()).isEqualTo(308);
        drained.get(10, TimeUnit.SECONDS);
    }

    @Test
    void aFaultOfTheProxyIsReportedAsTheClientWasToldIt() throws Exception {
        CompletableFuture<Exchanged> told = new CompletableFuture<>();
        start(new UpkeepProxyHandler(new Router() {
            @Override
            public Routing route(RequestHead head) {
                return new Routing.Forward(new Faulty());
            }

            @Override
            public void over(Exchanged exchanged) {
                told.complete(exchanged);
            }
        }));
        assertThat(get("/").statusCode()).isEqualTo(500);
        Exchanged exchanged = told.get(10, TimeUnit.SECONDS);
        assertThat(exchanged.status()).isEqualTo(500);
        assertThat(exchanged.complete()).isFalse();
    }

    @Test
    void theManagementInterfaceCanBeMountedBelowAPath(@TempDir Path folder) throws Exception {
        try (Upkeep upkeep = Upkeep.builder().stateDirectory(folder).build()) {
            ManagementApi api = ManagementApi.of(upkeep, Access.token(TOKEN));
            start(new ContextHandlerCollection(new ContextHandler(new ManagementHandler(api), "/upkeep")));
            assertThat(get("/upkeep/health").statusCode()).isEqualTo(200);
            assertThat(get("/upkeep/api/processes").statusCode()).isEqualTo(200);
            assertThat(get("/upkeep/nothing").statusCode()).isEqualTo(404);
        }
    }

    private void start(Handler handler) throws Exception {
        server.setHandler(handler);
        server.start();
    }

    private HttpResponse<String> get(String target) throws Exception {
        HttpRequest request = HttpRequest.newBuilder(uri(target))
                .header("Authorization", "Bearer " + TOKEN)
                .build();
        return client.send(request, BodyHandlers.ofString());
    }

    private URI uri(String target) {
        int port = ((ServerConnector) server.getConnectors()[0]).getLocalPort();
        return URI.create("http://localhost:" + port + target);
    }

    /** Ends when the test says so. */
    private record Lasting(CompletableFuture<Routing> end) implements Routing.Waiting {
        @Override
        public CompletionStage<Routing> outcome() {
            return end;
        }

        @Override
        public void abandon() {}
    }

    /** Of a router with a bug. */
    private record Faulty() implements Lease {
        @Override
        public Upstream upstream() {
            throw new IllegalStateException("a bug");
        }

        @Override
        public Duration connectTimeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Duration responseTimeout() {
            return Duration.ofSeconds(1);
        }

        @Override
        public Routing failed(Failure failure) {
            throw new IllegalStateException("never sent");
        }

        @Override
        public void close() {}
    }

    /** A handler of the application's own. */
    private static final class Hello extends Handler.Abstract.NonBlocking {
        @Override
        public boolean handle(Request request, Response response, Callback callback) {
            if (!request.getHttpURI().getPath().equals("/hello")) {
                return false;
            }
            response.write(true, ByteBuffer.wrap("hello".getBytes(US_ASCII)), callback);
            return true;
        }
    }
}
