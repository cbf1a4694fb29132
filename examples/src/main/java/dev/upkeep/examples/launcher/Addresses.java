package dev.upkeep.examples.launcher;

import dev.upkeep.spec.CertificateSpec;
import dev.upkeep.tls.ServerKeys;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;

/**
 * Where a run can be reached.
 *
 * @param host that the proxy binds
 * @param opened the proxy
 * @param management the API
 * @param keys what HTTPS clients are shown
 * @param authority gives certificates
 * @param stateDirectory holds the token
 */
record Addresses(
        String host,
        Opened opened,
        Opened management,
        Optional<ServerKeys> keys,
        Optional<CertificateSpec.Acme> authority,
        Path stateDirectory) {
    /** {@code http://localhost:8080  https://localhost:8443}. */
    String proxy() {
        String name = host.equals("0.0.0.0") ? "localhost" : host;
        String http = "http://" + name + ":" + opened.port();
        return opened.httpsPort() < 0 ? http : http + "  https://" + name + ":" + opened.httpsPort();
    }

    /** {@code http://127.0.0.1:9900/api}. */
    String api() {
        return listener() + "/api";
    }

    /** {@code http://127.0.0.1:9900/ui/}. */
    String page() {
        return listener() + "/ui/";
    }

    /** {@code http://127.0.0.1:9900}, where the API is served. */
    URI listener() {
        return URI.create("http://" + Adapter.LOOPBACK + ":" + management.port());
    }

    /** The file that holds the token of the API. */
    Path token() {
        return stateDirectory.resolve("token");
    }

    /** What HTTPS clients should not be shown for long; empty if all is well. */
    Optional<String> doubt() {
        return keys.filter(ServerKeys::development)
                .map(shown -> authority
                        .map(a -> "HTTPS shows a self-signed certificate until one is there that is ordered from "
                                + a.directory().getHost())
                        .orElse("HTTPS shows a self-signed certificate, for development only"));
    }
}
