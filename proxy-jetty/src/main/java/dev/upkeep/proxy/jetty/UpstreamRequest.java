package dev.upkeep.proxy.jetty;

import java.net.URI;
import java.util.Optional;
import org.eclipse.jetty.client.HttpClient;
import org.eclipse.jetty.client.transport.HttpConversation;
import org.eclipse.jetty.client.transport.HttpExchange;
import org.eclipse.jetty.client.transport.HttpRequest;
import org.eclipse.jetty.io.EndPoint;
import org.jspecify.annotations.Nullable;

/** A request to an upstream, with the target exactly as the client sent it: Jetty's own would parse and so change it. */
final class UpstreamRequest extends HttpRequest {
    private final String path;
    private final @Nullable String query;
    private final Attempt attempt;
    private volatile boolean continued;

    /** Makes one for an attempt. {@code upstream} has scheme, host and port, and nothing else. */
    UpstreamRequest(HttpClient client, URI upstream, String target, Attempt attempt) {
        super(client, new HttpConversation(), upstream);
        int mark = target.indexOf('?');
        this.path = mark < 0 ? target : target.substring(0, mark);
        this.query = mark < 0 ? null : target.substring(mark + 1);
        this.attempt = attempt;
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
