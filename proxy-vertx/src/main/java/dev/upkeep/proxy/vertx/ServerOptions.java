package dev.upkeep.proxy.vertx;

import dev.upkeep.tls.ServerKeys;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import java.util.LinkedHashSet;

/** How the listeners are set up. */
final class ServerOptions {
    private static final int BACKLOG = 1024;
    private static final int REQUEST_LINE = 16 * 1024;
    private static final int HEADERS = 16 * 1024;

    private ServerOptions() {}

    /** HTTP/1.1 and HTTP/2 without TLS. */
    static HttpServerOptions plain() {
        return new HttpServerOptions()
                .setAcceptBacklog(BACKLOG)
                .setMaxChunkSize(Upstreams.PIECE)
                .setMaxInitialLineLength(REQUEST_LINE)
                .setMaxHeaderSize(HEADERS)
                .setHandle100ContinueAutomatically(false);
    }

    /** The same over TLS, the certificate chosen by the name that the client asks for: the keys see to that, not Vert.x. */
    static HttpServerOptions secure(ServerKeys keys) {
        HttpServerOptions options = plain().setSsl(true)
                .setUseAlpn(true)
                .setEnabledSecureTransportProtocols(new LinkedHashSet<>(ServerKeys.PROTOCOLS))
                .setKeyCertOptions(KeyCertOptions.wrap(keys.keyManager()));
        ServerKeys.CIPHER_SUITES.forEach(options::addEnabledCipherSuite);
        return options;
    }

    /** HTTP/1.1 without TLS; no answer takes as long as a connection may be idle. */
    static HttpServerOptions management() {
        return plain().setHttp2ClearTextEnabled(false).setIdleTimeout(60);
    }
}
