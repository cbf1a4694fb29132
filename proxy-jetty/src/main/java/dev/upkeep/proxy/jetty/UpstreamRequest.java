package dev.upkeep.proxy.jetty;

import java.net.URI;
import java.util.Optional;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpExchange;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.util.HostPort;
import org.jspecify.annotations.Nullable;

/** A request to an upstream, with the target exactly as the client sent it: Jetty's own would parse and so change it. */
final class UpstreamRequest extends HttpRequest {
    private static final int NO_PORT = -1;

    private final String path;
    private final @Nullable String query;
    private final Attempt attempt;
    private volatile boolean continued;
    private volatile @Nullable HostPort authority;

    /** Makes one for an attempt. {@code upstream} has scheme, host and port, and nothing else. */
    UpstreamRequest(HttpClient client, URI upstream, String target, Attempt attempt) {
        super(client, new HttpConversation(), upstream);
        int mark = target.indexOf('?');
        this.path = mark < 0 ? target : target.substring(0, mark);
        this.query = mark < 0 ? null : target.substring(mark + 1);
        this.attempt = attempt;
    }

    /**
     * Speaks HTTP/2, where the host that is asked for is no field. To be called when the request has its connection: what
     * is said then is no more where to connect to, but what to ask for.
     */
    void speakHttp2() {
        String host = getHeaders().get(HttpHeader.HOST);
        headers(fields -> fields.remove(HttpHeader.HOST));
        authority = host == null ? null : new HostPort(host);
    }

    @Override
    public String getHost() {
        HostPort asked = authority;
        return asked == null ? super.getHost() : asked.getHost();
    }

    @Override
    public int getPort() {
        HostPort asked = authority;
        return asked == null ? super.getPort() : asked.getPort(NO_PORT);
    }

    Attempt attempt() {
        return attempt;
    }

    /** The connection that it was sent on, after an answer that says it is HTTP's no longer. */
    EndPoint endPoint() {
        return (EndPoint) getConversation().getAttribute(EndPoint.class.getName());
    }

    /** Whether the body is on its way although the upstream has not asked for it. */
    boolean continued() {
        return continued;
    }

    /** Sends the body without the upstream's {@code 100 Continue}; does nothing if the body is on its way already. */
    void proceed() {
        Optional.ofNullable(getConversation().getExchanges().peekLast()).ifPresent(this::proceed);
    }

    private void proceed(HttpExchange exchange) {
        continued = true;
        exchange.proceed(null, null);
    }

    @Override
    public String getPath() {
        return path;
    }

    @Override
    public @Nullable String getQuery() {
        return query;
    }

    /** There is none: not every target is a URI in the sense of the JDK. */
    @Override
    public @Nullable URI getURI() {
        return null;
    }
}
