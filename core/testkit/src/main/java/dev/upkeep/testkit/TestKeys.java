package dev.upkeep.testkit;

import dev.upkeep.spec.ProxySpec;
import dev.upkeep.tls.ServerKeys;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** Keys for {@code localhost}, made once, and clients that trust them. */
final class TestKeys {
    static final ServerKeys KEYS = make();

    private TestKeys() {}

    /** A context for clients that trusts nothing but these keys. */
    static SSLContext trusting() throws GeneralSecurityException {
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(KEYS.keyStore());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        return context;
    }

    private static ServerKeys make() {
        try {
            Path folder = Files.createTempDirectory("upkeep-testkit");
            try {
                return ServerKeys.load(ProxySpec.DEFAULT.withRoutes(List.of()), folder);
            } finally {
                Files.delete(folder.resolve("development.p12"));
                Files.delete(folder);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
