package dev.upkeep.testkit;

import dev.upkeep.route.Route;
import dev.upkeep.spec.ProxySpec;
import dev.upkeep.tls.ServerCertificate;
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

/** Certificates for {@code localhost} and a domain of its own each, made once, and clients that trust them. */
final class TestKeys {
    static final String ONE_DOMAIN = "one.example";
    static final String OTHER_DOMAIN = "other.example";
    static final String WILD_DOMAIN = "*.wild.example";

    private static final ServerCertificate ONE = made(ONE_DOMAIN);
    private static final ServerCertificate OTHER = made(OTHER_DOMAIN);
    private static final ServerCertificate WILD = made(WILD_DOMAIN);
    /** Not among what is shown at first. */
    static final ServerCertificate RENEWED = made(ONE_DOMAIN);

    private TestKeys() {}

    /** The certificate for {@link #ONE_DOMAIN} comes first. */
    static ServerKeys keys() {
        return ServerKeys.of(List.of(ONE, OTHER, WILD));
    }

    /** A context for clients that trusts nothing but these keys, and knows no session. */
    static SSLContext trusting() throws GeneralSecurityException, IOException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        for (ServerCertificate each : List.of(ONE, OTHER, WILD, RENEWED)) {
            store.setCertificateEntry("trusted-" + store.size(), each.certificate());
        }
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static ServerCertificate made(String domain) {
        Route route = Route.builder(URI.create("http://localhost"))
                .domain(domain)
                .ssl(true)
                .build();
        try {
            Path folder = Files.createTempDirectory("upkeep-testkit");
            try {
                return ServerKeys.load(ProxySpec.DEFAULT.withRoutes(List.of(route)), folder)
                        .certificates()
                        .get(0);
            } finally {
                Files.delete(folder.resolve("development.p12"));
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
