package dev.upkeep.proxy.vertx;

import dev.upkeep.route.Lease;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Upstream;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpVersion;
import io.vertx.core.http.PoolOptions;
import io.vertx.core.http.RequestOptions;
import java.net.ConnectException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections to upstreams. */
final class Upstreams {
    /** The usual reading buffer of the system; with Netty's 8 KiB each piece of a large body is written by itself. */
    static final int PIECE = 64 * 1024;

    /** For each upstream and event loop; what is beyond waits, and what is beyond the queue is refused. */
    private static final int CONNECTIONS = 512;

    private static final int WAITING = 4096;

    /** More than there are ports to open connections from. Vert.x counts a tunnel as a connection in use. */
    private static final int TUNNELS = 1 << 15;

    /**
     * An idle connection is dropped before the upstream would: a request that crosses its closing would be lost. Common
     * servers wait 2 s and more.
     */
    private static final int IDLE_SECONDS = 1;

    /** Here the upstream says it before it closes, and nothing crosses. */
    private static final int HTTP2_IDLE_SECONDS = 60;
    /** For each upstream and event loop; each carries many exchanges at once. */
    private static final int HTTP2_CONNECTIONS = 16;
    /** What may be under way in an exchange whose client does not read. */
    static final int STREAM_WINDOW = 256 * 1024;
    /** So many such exchanges that they hardly ever hold up the others of their connection. */
    private static final int CONNECTION_WINDOW = 64 * STREAM_WINDOW;

    private static final Logger LOG = LoggerFactory.getLogger(Upstreams.class);

    private final HttpClient client;
    private final HttpClient http2;
    private final HttpClient tunnels;
    private final SilenceWatch watch;
    private final Map<Upstream, Integer> taken = new ConcurrentHashMap<>();

    Upstreams(Vertx vertx) {
        watch = new SilenceWatch(vertx);
        HttpClientOptions options = new HttpClientOptions()
                .setMaxChunkSize(PIECE)
                .setMaxHeaderSize(PIECE)
                .setConnectTimeout(10_000)
                .setKeepAliveTimeout(IDLE_SECONDS);
        client = client(
                vertx, options, new PoolOptions().setHttp1MaxSize(CONNECTIONS).setMaxWaitQueueSize(WAITING));
        http2 = client(vertx, overHttp2(options), new PoolOptions().setHttp2MaxSize(HTTP2_CONNECTIONS));
        tunnels = client(vertx, options, new PoolOptions().setHttp1MaxSize(TUNNELS));
    }

    private static HttpClientOptions overHttp2(HttpClientOptions options) {
        HttpClientOptions changed = new HttpClientOptions(options)
                .setProtocolVersion(HttpVersion.HTTP_2)
                .setHttp2ClearTextUpgrade(false)
                .setHttp2ConnectionWindowSize(CONNECTION_WINDOW)
                .setHttp2KeepAliveTimeout(HTTP2_IDLE_SECONDS);
        changed.setInitialSettings(new Http2Settings()
                .setPushEnabled(false)
                .setInitialWindowSize(STREAM_WINDOW)
                .setMaxHeaderListSize(PIECE));
        return changed;
    }

    private static HttpClient client(Vertx vertx, HttpClientOptions options, PoolOptions pool) {
        return vertx.httpClientBuilder()
                .with(options)
                .with(pool)
                .withConnectHandler(connection -> connection.exceptionHandler(
                        broken -> LOG.debug("Connection to {}", connection.remoteAddress(), broken)))
                .build();
    }

    /** What ends attempts in which nothing moves. */
    SilenceWatch watch() {
        return watch;
    }

    /** A request to the lease's upstream, not sent yet, on a connection that is open. */
    Future<HttpClientRequest> open(RequestHead head, Lease lease) {
        return open(lease.upstream().http2() ? http2 : client, head, lease);
    }

    /** The same for one that asks for a tunnel: however many there are, requests get their connections. */
    Future<HttpClientRequest> openTunnel(RequestHead head, Lease lease) {
        return open(tunnels, head, lease);
    }

    private static Future<HttpClientRequest> open(HttpClient client, RequestHead head, Lease lease) {
        Upstream upstream = lease.upstream();
        Future<HttpClientRequest> opened = open(client, head, lease, upstream.host());
        if (!upstream.host().equals("localhost")) {
            return opened;
        }
        // servers told to listen on "localhost" often take the IPv6 one only
        return opened.recover(failure -> failure instanceof ConnectException
                ? open(client, head, lease, "::1").recover(second -> Future.failedFuture(failure))
                : Future.failedFuture(failure));
    }

    /** Whether no connection to this upstream was free, nor could be opened. */
    boolean isFull(Upstream upstream) {
        return !upstream.http2() && taken.getOrDefault(upstream, 0) >= CONNECTIONS;
    }

    /** A request has got a connection, which is its own until {@link #returned}. */
    void taken(Upstream upstream) {
        taken.merge(upstream, 1, Integer::sum);
    }

    /** The request is over. */
    void returned(Upstream upstream) {
        taken.computeIfPresent(upstream, (key, count) -> count > 1 ? count - 1 : null);
    }

    private static Future<HttpClientRequest> open(HttpClient client, RequestHead head, Lease lease, String host) {
        RequestOptions options = new RequestOptions()
                .setMethod(HttpMethod.valueOf(head.method()))
                .setURI(lease.target(head))
                .setHost(host)
                .setPort(lease.upstream().port())
                .setSsl(lease.upstream().secure())
                .setConnectTimeout(Math.max(1, lease.connectTimeout().toMillis()));
        return Future.succeededFuture(options)
                .compose(client::request); // a closed client throws, which is a failure too
    }
}
