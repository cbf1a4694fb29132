package dev.upkeep.proxy.vertx;

import dev.upkeep.route.ClientLimits;
import dev.upkeep.tls.ServerKeys;
import io.vertx.core.http.Http2Settings;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyCertOptions;
import java.util.LinkedHashSet;
import java.util.concurrent.TimeUnit;

/** How the listeners are set up. */
final class ServerOptions {
    private static final int BACKLOG = 1024;
    /** For what of the request line is not its target: method, version. */
    private static final int MORE_OF_LINE = 256;

    /** HTTP/2 counts 32 bytes more for each field (RFC 9113 section 6.5.2). */
    private static final int MORE_OF_LIST = 100 * 32;

    private ServerOptions() {}

    /** HTTP/1.1 and HTTP/2 without TLS. */
    static HttpServerOptions plain(ClientLimits limits) {
        return new HttpServerOptions()
                .setAcceptBacklog(BACKLOG)
                .setMaxChunkSize(Upstreams.PIECE)
                .setMaxInitialLineLength(limits.uriSize() + MORE_OF_LINE)
                .setMaxHeaderSize(limits.headerSize())
                .setInitialSettings(http2(limits))
                .setHandle100ContinueAutomatically(false);
    }

    private static Http2Settings http2(ClientLimits limits) {
        return new Http2Settings()
                .setMaxConcurrentStreams(HttpServerOptions.DEFAULT_INITIAL_SETTINGS_MAX_CONCURRENT_STREAMS)
                .setMaxHeaderListSize(limits.uriSize() + limits.headerSize() + MORE_OF_LIST);
    }

    /** The same over TLS, the certificate chosen by the name that the client asks for: the keys see to that, not Vert.x. */
    static HttpServerOptions secure(ServerKeys keys, ClientLimits limits) {
        HttpServerOptions options = plain(limits)
                .setSsl(true)
                .setUseAlpn(true)
                .setSslEngineOptions(new ChallengeTls())
                .setSslHandshakeTimeout(limits.headerTimeout().toMillis())
                .setSslHandshakeTimeoutUnit(TimeUnit.MILLISECONDS)
                .setEnabledSecureTransportProtocols(new LinkedHashSet<>(ServerKeys.PROTOCOLS))
                .setKeyCertOptions(KeyCertOptions.wrap(keys.keyManager()));
        ServerKeys.CIPHER_SUITES.forEach(options::addEnabledCipherSuite);
        return options;
    }

    /** HTTP/1.1 without TLS; no answer takes as long as a connection may be idle. */
    static HttpServerOptions management() {
        return plain(ClientLimits.DEFAULT).setHttp2ClearTextEnabled(false).setIdleTimeout(60);
    }
}
