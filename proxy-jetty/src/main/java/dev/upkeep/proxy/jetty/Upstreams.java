package dev.upkeep.proxy.jetty;

import dev.upkeep.route.Lease;
import dev.upkeep.route.RequestHead;
import dev.upkeep.route.Upstream;
import java.net.URI;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.eclipse.jetty.client.AbstractConnectionPool;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.ProtocolHandlers;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.client.transport.HttpDestination;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http2.client.HTTP2Client;
import org.eclipse.jetty.http2.client.transport.HttpClientTransportOverHTTP2;
import org.eclipse.jetty.io.ClientConnector;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.ContainerLifeCycle;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.jspecify.annotations.Nullable;

/** The connections to all upstreams, by clients that change nothing of what they send and receive. */
final class Upstreams extends ContainerLifeCycle {
    private static final int CONNECTIONS_PER_UPSTREAM = 1024;
    private static final int QUEUED_PER_UPSTREAM = 1024;
    private static final int MAX_HEAD_BYTES = 16 * 1024;
    /** Half as many socket calls for large bodies as with Jetty's 16 KiB. */
    private static final int RESPONSE_BUFFER_BYTES = 64 * 1024;
    /**
     * An idle connection is dropped before the upstream would: a request that crosses its closing would be lost. Common
     * servers wait 2 s and more.
     */
    private static final int IDLE_MILLIS = 1_500;
    /** Here the upstream says it before it closes, and nothing crosses. */
    private static final int HTTP2_IDLE_MILLIS = 60_000;
    /** What may be under way in an exchange whose client does not read. */
    private static final int STREAM_WINDOW_BYTES = 256 * 1024;
    /** So many such exchanges that they hardly ever hold up the others of their connection. */
    private static final int SESSION_WINDOW_BYTES = 64 * STREAM_WINDOW_BYTES;
    /** Attempts have timeouts of their own; this ends connects that nobody waits for any more. */
    private static final int CONNECT_MILLIS = 120_000;

    private static final int FORGET_UPSTREAM_MILLIS = 60_000;

    private final HttpClient http1 = new HttpClient(overHttp1());
    private final HttpClient http2 = new HttpClient(overHttp2());
    private final Map<Upstream, URI> addresses = new ConcurrentHashMap<>();
    private @Nullable SilenceWatch watch;

    Upstreams() {
        configure(http1);
        http1.setIdleTimeout(IDLE_MILLIS);
        installBean(http1);
        configure(http2);
        http2.setIdleTimeout(HTTP2_IDLE_MILLIS);
        installBean(http2);
    }

    private static HttpClientTransportOverHTTP overHttp1() {
        HttpClientTransportOverHTTP transport = new HttpClientTransportOverHTTP();
        transport.setInvocationType(InvocationType.NON_BLOCKING);
        return transport;
    }

    private static HttpClientTransportOverHTTP2 overHttp2() {
        HTTP2Client connections = new HTTP2Client(new ClientConnector());
        connections.setInitialStreamRecvWindow(STREAM_WINDOW_BYTES);
        connections.setInitialSessionRecvWindow(SESSION_WINDOW_BYTES);
        HttpClientTransportOverHTTP2 transport = new HttpClientTransportOverHTTP2(connections);
        transport.setInvocationType(InvocationType.NON_BLOCKING);
        return transport;
    }

    private static void configure(HttpClient client) {
        client.setName("upkeep-upstreams");
        client.setUserAgentField(null);
        client.setDefaultRequestContentType(null);
        client.setFollowRedirects(false);
        client.setHttpCookieStore(new HttpCookieStore.Empty());
        client.setMaxConnectionsPerDestination(CONNECTIONS_PER_UPSTREAM);
        client.setMaxRequestsQueuedPerDestination(QUEUED_PER_UPSTREAM);
        client.setMaxRequestHeadersSize(MAX_HEAD_BYTES);
        client.setMaxResponseHeadersSize(MAX_HEAD_BYTES);
        client.setResponseBufferSize(RESPONSE_BUFFER_BYTES);
        client.setConnectTimeout(CONNECT_MILLIS);
        client.setDestinationIdleTimeout(FORGET_UPSTREAM_MILLIS);
        client.addBean(new Handshakes());
    }

    /** Takes threads, timers and buffers of a server. To be called before the start. */
    void use(Server server) {
        use(server, http1);
        use(server, http2);
        watch = new SilenceWatch(server.getScheduler());
    }

    private static void use(Server server, HttpClient client) {
        client.setExecutor(server.getThreadPool());
        client.setScheduler(server.getScheduler());
        client.setByteBufferPool(server.getByteBufferPool());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
        passAsTheyCome(http1);
        passAsTheyCome(http2);
    }

    private static void passAsTheyCome(HttpClient client) {
        client.getContentDecoderFactories().clear();
        ProtocolHandlers handlers = client.getProtocolHandlers();
        handlers.clear();
        handlers.put(new Interim.Continue());
        handlers.put(new Interim.Processing());
        handlers.put(new Interim.EarlyHints());
        handlers.put(new Interim.Unknown());
    }

    @Override
    protected void doStop() throws Exception {
        super.doStop();
        watch().destroy();
    }

    /** What ends attempts whose upstream says nothing. */
    SilenceWatch watch() {
        return Objects.requireNonNull(watch, "not started");
    }

    /** A request for an attempt, still without header fields. */
    UpstreamRequest request(Lease lease, RequestHead head, Attempt attempt) {
        UpstreamRequest request =
                new UpstreamRequest(client(lease.upstream()), address(lease.upstream()), lease.target(head), attempt);
        request.method(head.method());
        request.idleTimeout(0, TimeUnit.MILLISECONDS);
        if (lease.upstream().http2()) {
            request.version(HttpVersion.HTTP_2);
        }
        return request;
    }

    private HttpClient client(Upstream upstream) {
        return upstream.http2() ? http2 : http1;
    }

    private URI address(Upstream upstream) {
        if (addresses.size() > 1_000) {
            addresses.clear();
        }
        return addresses.computeIfAbsent(
                upstream, u -> URI.create((u.secure() ? "https://" : "http://") + u.host() + ":" + u.port()));
    }

    /** Whether a request that has got no connection yet waits for others to give theirs back. */
    boolean isFull(UpstreamRequest request, Upstream upstream) {
        return client(upstream).resolveDestination(request) instanceof HttpDestination destination
                && destination.getConnectionPool() instanceof AbstractConnectionPool pool
                && pool.getPendingConnectionCount() == 0
                && pool.getConnectionCount() >= pool.getMaxConnectionCount();
    }
}
