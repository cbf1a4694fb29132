package dev.upkeep.tls;

import dev.upkeep.spec.CertificateSpec;
import java.io.IOException;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.List;

/**
 * A certificate with its chain, and the private key that belongs to it.
 *
 * @param chain the certificate first, then who signed it, and so on; never empty
 * @param key of the first in the chain
 * @param source where it comes from, for people: a file
 * @param selfMade whether Upkeep made it for development
 */
public record ServerCertificate(List<X509Certificate> chain, PrivateKey key, String source, boolean selfMade) {
    /** Copies the chain, and refuses an empty one with {@link IllegalArgumentException}. */
    public ServerCertificate {
        chain = List.copyOf(chain);
        if (chain.isEmpty()) {
            throw new IllegalArgumentException("chain: empty (expected: a certificate)");
        }
    }

    /**
     * Reads what a specification names, and checks that certificate and key belong together.
     *
     * @param from where they are
     * @return one for PEM; as many as there are for a key store; none for what comes from an authority
     * @throws UnusableCertificateException if anything is wrong with a file
     * @throws IOException if a file cannot be read; the message names it
     */
    public static List<ServerCertificate> read(CertificateSpec from) throws IOException {
        if (from instanceof CertificateSpec.Pem pem) {
            return List.of(PemPair.read(pem));
        }
        return from instanceof CertificateSpec.Pkcs12 store ? Pkcs12Store.read(store) : List.of();
    }

    /**
     * The certificate itself.
     *
     * @return the first of the chain
     */
    public X509Certificate certificate() {
        return chain.get(0);
    }

    /**
     * The domains it is for.
     *
     * @return lower case, maybe with a wildcard as first label, in the order of the certificate
     */
    public List<String> domains() {
        return CertificateNames.of(certificate());
    }

    /**
     * Whether it is for a domain.
     *
     * @param domain any, maybe with a wildcard as first label
     * @return true if it names the domain, or a wildcard that includes it
     */
    public boolean covers(String domain) {
        return CertificateNames.include(domains(), CertificateNames.ascii(domain));
    }

    /**
     * When it ends.
     *
     * @return the last moment at which clients take it
     */
    public Instant notAfter() {
        return certificate().getNotAfter().toInstant();
    }

    /** Without the key. */
    @Override
    public String toString() {
        return domains() + " from " + source;
    }
}
