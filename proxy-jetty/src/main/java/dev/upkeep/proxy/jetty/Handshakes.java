package dev.upkeep.proxy.jetty;

import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSession;
import org.eclipse.jetty.client.Connection;
import org.eclipse.jetty.client.Request;
import org.eclipse.jetty.io.EndPoint.SslSessionData;
import org.eclipse.jetty.io.ssl.SslHandshakeListener;

/**
 * Remembers why TLS was not agreed upon with an upstream. While one thread reads what comes and finds that it is no TLS,
 * another may write, and fails only because the first has closed the connection.
 */
final class Handshakes implements SslHandshakeListener {
    private static final String WHY = Handshakes.class.getName();

    @Override
    public void handshakeFailed(Event event, Throwable why) {
        if (why instanceof SSLException) {
            event.getSSLEngine().getSession().putValue(WHY, why);
        }
    }

    /** Why a request failed: {@code told}, or what was found before. */
    static Throwable cause(Request request, Throwable told) {
        Connection connection = request.getConnection();
        SslSessionData tls = connection == null ? null : connection.getSslSessionData();
        SSLSession session = tls == null ? null : tls.sslSession();
        return session != null && session.getValue(WHY) instanceof SSLException found ? found : told;
    }
}
