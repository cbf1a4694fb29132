package dev.upkeep.proxy.jetty;

import dev.upkeep.route.ClientLimits;
import dev.upkeep.tls.ServerKeys;
import java.io.IOException;
import java.net.BindException;
import org.eclipse.jetty.alpn.server.ALPNServerConnectionFactory;
import org.eclipse.jetty.http.HttpCompliance;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.http2.server.HTTP2CServerConnectionFactory;
import org.eclipse.jetty.http2.server.HTTP2ServerConnectionFactory;
import org.eclipse.jetty.server.ConnectionFactory;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.SecureRequestCustomizer;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.server.SslConnectionFactory;
import org.eclipse.jetty.util.ssl.SslContextFactory;

/** Opens listeners that let requests in as they came and add nothing to answers: routing decides, not the server. */
final class Listeners {
    private static final int MAX_ANSWER_HEAD = 16 * 1024;

    /** For what is neither target nor fields: method, version, line ends. */
    private static final int MORE_OF_HEAD = 256;

    /** So long a connection may rest before a shutdown closes it; those that wait for an upstream don't rest. */
    private static final int IDLE_AT_SHUTDOWN_MILLIS = 200;

    private static final int BACKLOG = 1024;

    private Listeners() {}

    /** Opens one for HTTP/1.1, and for HTTP/2 without TLS (h2c). */
    static ServerConnector plain(Server server, String host, int port, Clients clients) throws BindException {
        HttpConfiguration configuration = configuration(clients.limits());
        return open(
                server,
                host,
                port,
                clients,
                new HttpConnectionFactory(configuration),
                new HTTP2CServerConnectionFactory(configuration));
    }

    /** Opens one for HTTP/2 and HTTP/1.1 over TLS. */
    static ServerConnector secure(Server server, String host, int port, Clients clients, ServerKeys keys)
            throws BindException {
        HttpConfiguration configuration = configuration(clients.limits());
        configuration.addCustomizer(new SecureRequestCustomizer(false)); // an unknown name gets the first certificate
        ALPNServerConnectionFactory alpn = new ALPNServerConnectionFactory();
        alpn.setDefaultProtocol(HttpVersion.HTTP_1_1.asString());
        return open(
                server,
                host,
                port,
                clients,
                new SslConnectionFactory(tls(keys), alpn.getProtocol()),
                alpn,
                new HTTP2ServerConnectionFactory(configuration),
                new HttpConnectionFactory(configuration),
                new ChallengeConnections());
    }

    /** What both kinds have in common. */
    static HttpConfiguration configuration(ClientLimits limits) {
        HttpConfiguration configuration = new HttpConfiguration();
        configuration.setSendServerVersion(false);
        configuration.setSendDateHeader(false);
        configuration.setUriCompliance(UriCompliance.UNSAFE);
        configuration.setHttpCompliance(HttpCompliance.STRICT);
        configuration.setRequestHeaderSize(limits.uriSize() + limits.headerSize() + MORE_OF_HEAD);
        configuration.setResponseHeaderSize(MAX_ANSWER_HEAD);
        return configuration;
    }

    private static SslContextFactory.Server tls(ServerKeys keys) {
        SslContextFactory.Server tls = new SslContextFactory.Server();
        tls.setSslContext(keys.context());
        tls.setIncludeProtocols(ServerKeys.PROTOCOLS.toArray(new String[0]));
        tls.setExcludeCipherSuites(); // what may be agreed on is listed, not what may not
        tls.setIncludeCipherSuites(ServerKeys.CIPHER_SUITES.toArray(new String[0]));
        tls.setRenegotiationAllowed(false);
        return tls;
    }

    /** Opens a listener of {@code server}, which takes connections as soon as the server runs. */
    static ServerConnector open(Server server, String host, int port, Clients clients, ConnectionFactory... protocols)
            throws BindException {
        ServerConnector listener = clients.listener(server, protocols);
        listener.setHost(host);
        listener.setPort(port);
        listener.setIdleTimeout(clients.limits().keepAliveTimeout().toMillis());
        listener.setShutdownIdleTimeout(IDLE_AT_SHUTDOWN_MILLIS);
        listener.setAcceptQueueSize(BACKLOG);
        server.addConnector(listener);
        try {
            listener.open();
        } catch (IOException refused) {
            throw (BindException)
                    new BindException("port " + port + " on " + host + ": " + reason(refused)).initCause(refused);
        }
        return listener;
    }

    private static String reason(Throwable refused) {
        Throwable cause = refused.getCause() == null ? refused : refused.getCause();
        return String.valueOf(cause.getMessage());
    }
}
