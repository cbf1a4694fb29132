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
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.client.transport.HttpDestination;
import org.eclipse.jetty.http.HttpCookieStore;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.util.component.ContainerLifeCycle;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.jspecify.annotations.Nullable;

/** The connections to all upstreams, by a client that changes nothing of what it sends and receives. */
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
    /** Attempts have timeouts of their own; this ends connects that nobody waits for any more. */
    private static final int CONNECT_MILLIS = 120_000;

    private static final int FORGET_UPSTREAM_MILLIS = 60_000;

    private final HttpClient client = new HttpClient(transport());
    private final Map<Upstream, URI> addresses = new ConcurrentHashMap<>();
    private @Nullable SilenceWatch watch;

    Upstreams() {
        configure(client);
        installBean(client);
    }

    private static HttpClientTransportOverHTTP transport() {
        HttpClientTransportOverHTTP transport = new HttpClientTransportOverHTTP();
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
        client.setIdleTimeout(IDLE_MILLIS);
        client.setConnectTimeout(CONNECT_MILLIS);
        client.setDestinationIdleTimeout(FORGET_UPSTREAM_MILLIS);
    }

    /** Takes threads, timers and buffers of a server. To be called before the start. */
    void use(Server server) {
        client.setExecutor(server.getThreadPool());
        client.setScheduler(server.getScheduler());
        client.setByteBufferPool(server.getByteBufferPool());
        watch = new SilenceWatch(server.getScheduler());
    }

    @Override
    protected void doStart() throws Exception {
        super.doStart();
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
        UpstreamRequest request = new UpstreamRequest(client, address(lease.upstream()), lease.target(head), attempt);
        request.method(head.method());
        request.idleTimeout(0, TimeUnit.MILLISECONDS);
        return request;
    }

    private URI address(Upstream upstream) {
        if (addresses.size() > 1_000) {
            addresses.clear();
        }
        return addresses.computeIfAbsent(
                upstream, u -> URI.create((u.secure() ? "https://" : "http://") + u.host() + ":" + u.port()));
    }

    /** Whether a request that has got no connection yet waits for others to give theirs back. */
    boolean isFull(Request request) {
        return client.resolveDestination(request) instanceof HttpDestination destination
                && destination.getConnectionPool() instanceof AbstractConnectionPool pool
                && pool.getPendingConnectionCount() == 0
                && pool.getConnectionCount() >= pool.getMaxConnectionCount();
    }
}
