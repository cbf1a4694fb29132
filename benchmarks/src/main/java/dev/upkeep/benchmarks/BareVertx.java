package dev.upkeep.benchmarks;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;

/** The reverse proxy of the Vert.x project, with the options that make it fast, and nothing else. */
final class BareVertx extends VerticleBase {
    private static final int CONNECTIONS = 1024;
    private static final int CHUNK_BYTES = 64 * 1024;

    private final int port;
    private final int backend;

    private BareVertx(int port, int backend) {
        this.port = port;
        this.backend = backend;
    }

    static void open(int port, int backend) throws Exception {
        int loops = Runtime.getRuntime().availableProcessors();
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(loops));
        vertx.deployVerticle(() -> new BareVertx(port, backend), new DeploymentOptions().setInstances(loops))
                .toCompletionStage()
                .toCompletableFuture()
                .get();
    }

    @Override
    public Future<?> start() {
        HttpProxy proxy = HttpProxy.reverseProxy(vertx.createHttpClient(
                new HttpClientOptions().setMaxChunkSize(CHUNK_BYTES).setDecompressionSupported(false),
                new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(CONNECTIONS)));
        proxy.origin(backend, "127.0.0.1").addInterceptor(new ForwardedFields());
        HttpServerOptions options =
                new HttpServerOptions().setHost("127.0.0.1").setPort(port).setMaxChunkSize(CHUNK_BYTES);
        return vertx.createHttpServer(options).requestHandler(proxy).listen();
    }

    private static final class ForwardedFields implements ProxyInterceptor {
        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            ProxyRequest request = context.request();
            HttpServerRequest received = request.proxiedRequest();
            request.setAuthority(received.authority());
            request.putHeader("X-Forwarded-For", received.remoteAddress().hostAddress());
            request.putHeader("X-Forwarded-Proto", "http");
            request.putHeader("X-Forwarded-Host", String.valueOf(received.authority()));
            return context.sendRequest();
        }
    }
}
