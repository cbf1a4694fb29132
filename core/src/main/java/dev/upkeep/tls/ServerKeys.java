package dev.upkeep.tls;

import dev.upkeep.spec.ProxySpec;
import dev.upkeep.spec.ProxySpec.CertificateSpec;
import java.io.IOException;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;

/**
 * The certificates that HTTPS listeners show, as one key store; which of them a client sees is decided by the server name
 * it asks for (SNI, RFC 6066).
 *
 * @param keyStore one entry for each certificate, with the key and the chain; in memory
 * @param password of the store and of each entry; PKCS#12 wants one, it protects nothing
 * @param development true if the only entry is self-signed, made here, because none is configured
 */
public record ServerKeys(KeyStore keyStore, String password, boolean development) {
    /**
     * Reads the configured certificates, or makes a self-signed one for {@code localhost} and the domains of all
     * {@code ssl} routes, which is kept in the state directory and used again. Making one runs the {@code keytool} of
     * this Java and takes about a second.
     *
     * @param proxy names the certificates and the routes
     * @param stateDirectory where a self-signed one is kept, readable for its owner only; made if missing
     * @return keys for both kinds of servers
     * @throws IOException if a certificate cannot be read or made; the message says which and why
     */
    public static ServerKeys load(ProxySpec proxy, Path stateDirectory) throws IOException {
        if (proxy.certificates().isEmpty()) {
            DevelopmentNames names = DevelopmentNames.of(proxy.routes());
            KeyStore made = new DevelopmentCertificate(stateDirectory).covering(names);
            return new ServerKeys(made, KeyStores.PASSWORD, true);
        }
        return new ServerKeys(configured(proxy.certificates()), KeyStores.PASSWORD, false);
    }

    private static KeyStore configured(List<CertificateSpec> certificates) throws IOException {
        KeyStore store = KeyStores.empty();
        for (CertificateSpec each : certificates) {
            PemPair.read(each).addTo(store);
        }
        return store;
    }
}
