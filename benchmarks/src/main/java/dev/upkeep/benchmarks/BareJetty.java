package dev.upkeep.benchmarks;

import dev.upkeep.spec.ProxySpec;
import dev.upkeep.tls.ServerKeys;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpClientTransportOverHTTP;
import org.eclipse.jetty.http.HttpURI;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.proxy.ProxyHandler;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;
import org.eclipse.jetty.util.thread.Invocable.InvocationType;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** Jetty's own reverse proxy, with the options that make it fast, and nothing else. */
final class BareJetty extends ProxyHandler.Reverse {
    private static final int CONNECTIONS = 1024;
    private static final int BUFFER_BYTES = 64 * 1024;
    private static final int IDLE_MILLIS = 60_000;

    private BareJetty(int backend) {
        super(request -> HttpURI.build(request.getHttpURI())
                .scheme("http")
                .host("127.0.0.1")
                .port(backend));
    }

    static void open(ProxySpec spec, ServerKeys keys, int backend) throws Exception {
        Server server = new Server(new QueuedThreadPool(16));
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(false);
        HttpConfiguration secure = new HttpConfiguration(configuration);
        secure.addCustomizer(new SecureRequestCustomizer(false));
        listen(
                server,
                spec.port(),
                new HttpConnectionFactory(configuration),
                new HTTP2CServerConnectionFactory(configuration));
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(keys.context());
        listen(
                server,
                spec.httpsPort(),
                new SslConnectionFactory(tls, "alpn"),
                new ALPNServerConnectionFactory(),
                new HTTP2ServerConnectionFactory(secure),
                new HttpConnectionFactory(secure));
        server.setHandler(new BareJetty(backend));
        server.start();
    }

    private static void listen(Server server, int port, ConnectionFactory... protocols) {
        ServerConnector connector = new ServerConnector(server, 1, 1, protocols);
        connector.setHost("127.0.0.1");
        connector.setPort(port);
        connector.setAcceptQueueSize(CONNECTIONS);
        server.addConnector(connector);
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    @Override
    protected HttpClient newHttpClient() {
        HttpClientTransportOverHTTP transport = new HttpClientTransportOverHTTP();
        transport.setInvocationType(InvocationType.NON_BLOCKING);
        return new HttpClient(transport);
    }

    @Override
    protected void configureHttpClient(HttpClient client) {
        super.configureHttpClient(client);
        client.setMaxConnectionsPerDestination(CONNECTIONS);
        client.setMaxRequestsQueuedPerDestination(CONNECTIONS);
        client.setUserAgentField(null);
        client.setResponseBufferSize(BUFFER_BYTES);
        client.setIdleTimeout(IDLE_MILLIS);
    }

    @Override
    protected void addProxyHeaders(Request request, org.eclipse.jetty.client.Request forwarded) {
        forwarded.headers(fields -> fields.put("X-Forwarded-For", Request.getRemoteAddr(request))
                .put("X-Forwarded-Proto", request.isSecure() ? "https" : "http")
                .put("X-Forwarded-Host", request.getHttpURI().getAuthority()));
    }
}
