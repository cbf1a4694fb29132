package dev.upkeep.examples.launcher;

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
 * @param stateDirectory holds the token
 */
record Addresses(String host, Opened opened, Opened management, Optional<ServerKeys> keys, Path stateDirectory) {
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

    /** Whether HTTPS clients are shown a certificate that was made here. */
    boolean isForDevelopment() {
        return keys.filter(ServerKeys::development).isPresent();
    }
}
