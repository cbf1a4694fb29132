package dev.upkeep.proxy.vertx;

import dev.upkeep.tls.ServerKeys;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.KeyStoreOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.GeneralSecurityException;
import java.util.Set;

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

    /** The same over TLS, the certificate chosen by the name that the client asks for. */
    static HttpServerOptions secure(ServerKeys keys) {
        return plain().setSsl(true)
                .setUseAlpn(true)
                .setSni(true)
                .setEnabledSecureTransportProtocols(Set.of("TLSv1.2", "TLSv1.3"))
                .setKeyCertOptions(new KeyStoreOptions()
                        .setType(keys.keyStore().getType())
                        .setPassword(keys.password())
                        .setValue(Buffer.buffer(bytes(keys))));
    }

    /** HTTP/1.1 without TLS; no answer takes as long as a connection may be idle. */
    static HttpServerOptions management() {
        return plain().setHttp2ClearTextEnabled(false).setIdleTimeout(60);
    }

    private static byte[] bytes(ServerKeys keys) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            keys.keyStore().store(bytes, keys.password().toCharArray());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("keys: a key store that can't be stored", e);
        }
        return bytes.toByteArray();
    }
}
