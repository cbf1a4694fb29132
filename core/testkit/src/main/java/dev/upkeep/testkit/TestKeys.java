package dev.upkeep.testkit;

import dev.upkeep.route.Route;
import dev.upkeep.spec.ProxySpec;
import dev.upkeep.tls.ServerKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Two certificates for {@code localhost} and a domain of its own each, made once, and clients that trust them. */
final class TestKeys {
    static final String ONE_DOMAIN = "one.example";
    static final String OTHER_DOMAIN = "other.example";
    static final ServerKeys KEYS = together(made(ONE_DOMAIN), made(OTHER_DOMAIN));

    private TestKeys() {}

    /** A context for clients that trusts nothing but these keys. */
    static SSLContext trusting() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KEYS.keyStore());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static ServerKeys together(ServerKeys one, ServerKeys other) {
        try {
            KeyStore store = KeyStore.getInstance("PKCS12");
            store.load(null, null);
            copy(one, "one", store);
            copy(other, "other", store);
            return new ServerKeys(store, one.password(), false);
        } catch (GeneralSecurityException | IOException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void copy(ServerKeys from, String alias, KeyStore to) throws GeneralSecurityException {
        KeyStore store = from.keyStore();
        char[] password = from.password().toCharArray();
        String only = store.aliases().nextElement();
        to.setKeyEntry(alias, store.getKey(only, password), password, store.getCertificateChain(only));
    }

    private static ServerKeys made(String domain) {
        Route route = Route.builder(URI.create("http://localhost"))
                .domain(domain)
                .ssl(true)
                .build();
        try {
            Path folder = Files.createTempDirectory("upkeep-testkit");
            try {
                return ServerKeys.load(ProxySpec.DEFAULT.withRoutes(List.of(route)), folder);
            } finally {
                Files.delete(folder.resolve("development.p12"));
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
