package dev.upkeep.benchmarks;

import dev.upkeep.spec.ProxySpec;
import dev.upkeep.tls.ServerKeys;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.httpproxy.HttpProxy;
import io.vertx.httpproxy.ProxyContext;
import io.vertx.httpproxy.ProxyInterceptor;
import io.vertx.httpproxy.ProxyRequest;
import io.vertx.httpproxy.ProxyResponse;

/** The reverse proxy of the Vert.x project, with the options that make it fast, and nothing else. */
final class BareVertx extends VerticleBase {
    private static final int CONNECTIONS = 1024;
    private static final int CHUNK_BYTES = 64 * 1024;

    private final ProxySpec spec;
    private final ServerKeys keys;
    private final int backend;

    private BareVertx(ProxySpec spec, ServerKeys keys, int backend) {
        this.spec = spec;
        this.keys = keys;
        this.backend = backend;
    }

    static void open(ProxySpec spec, ServerKeys keys, int backend) throws Exception {
        int loops = Runtime.getRuntime().availableProcessors();
        Vertx vertx =
                Vertx.vertx(new VertxOptions().setPreferNativeTransport(true).setEventLoopPoolSize(loops));
        vertx.deployVerticle(() -> new BareVertx(spec, keys, backend), new DeploymentOptions().setInstances(loops))
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
        HttpServerOptions plain = options(spec.port());
        HttpServerOptions secure = options(spec.httpsPort())
                .setSsl(true)
                .setUseAlpn(true)
                .setKeyCertOptions(KeyCertOptions.wrap(keys.keyManager()));
        return Future.all(
                vertx.createHttpServer(plain).requestHandler(proxy).listen(),
                vertx.createHttpServer(secure).requestHandler(proxy).listen());
    }

    private static HttpServerOptions options(int port) {
        return new HttpServerOptions()
                .setHost("127.0.0.1")
                .setPort(port)
                .setMaxChunkSize(CHUNK_BYTES)
                .setAcceptBacklog(CONNECTIONS);
    }

    private static final class ForwardedFields implements ProxyInterceptor {
        @Override
        public Future<ProxyResponse> handleProxyRequest(ProxyContext context) {
            ProxyRequest request = context.request();
            HttpServerRequest received = request.proxiedRequest();
            request.setAuthority(received.authority());
            request.putHeader("X-Forwarded-For", received.remoteAddress().hostAddress());
            request.putHeader("X-Forwarded-Proto", received.isSSL() ? "https" : "http");
            request.putHeader("X-Forwarded-Host", String.valueOf(received.authority()));
            return context.sendRequest();
        }

        /** HTTP/2 has no such field, and this version of the library passes it on. */
        @Override
        public Future<Void> handleProxyResponse(ProxyContext context) {
            context.response().headers().remove("Connection");
            return context.sendResponse();
        }
    }
}
