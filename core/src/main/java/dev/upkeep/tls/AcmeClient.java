package dev.upkeep.tls;

import dev.upkeep.spec.CertificateSpec;
import java.io.IOException;
import java.net.URI;
import java.security.KeyPair;
import java.security.PrivateKey;
import java.security.cert.X509Certificate;
import java.util.List;

/**
 * Speaks with an authority that gives certificates (ACME, RFC 8555). Found by {@link java.util.ServiceLoader}; the module
 * {@code upkeep-acme} has one. When to order what, and where it is kept, is not its concern.
 */
public interface AcmeClient {
    /**
     * What is wanted.
     *
     * @param directory the address of the authority
     * @param email where it writes to
     * @param domain to be in the certificate
     * @param account known to the authority, or to be made known to it; its terms are agreed to
     * @param key to be certified
     * @param challenge how the domain is to be shown to be ours
     */
    record Order(
            URI directory,
            String email,
            String domain,
            KeyPair account,
            KeyPair key,
            CertificateSpec.Challenge challenge) {}

    /** Shows that a domain is ours, by either way. Thread-safe. */
    interface Challenges {
        /**
         * Answers under {@code /.well-known/acme-challenge/} from now on (RFC 8555 section 8.3).
         *
         * @param token the last segment of the path
         * @param answer the whole body
         */
        void publish(String token, String answer);

        /**
         * Answers no more.
         *
         * @param token that was published
         */
        void withdraw(String token);

        /**
         * Shows a certificate from now on to who asks for the domain and agrees on {@code acme-tls/1} (RFC 8737 section 3).
         *
         * @param domain that is to be shown to be ours
         * @param certificate for that domain only, with what the authority expects in it
         * @param key of the certificate
         */
        void show(String domain, X509Certificate certificate, PrivateKey key);

        /**
         * Shows it no more.
         *
         * @param domain that was shown
         */
        void hide(String domain);
    }

    /**
     * Orders one certificate and waits until it is there. Called on a thread that may be blocked for minutes.
     *
     * @param order what is wanted
     * @param challenges shows that the domain is ours
     * @return the certificate, then who signed it, and so on
     * @throws IOException if the authority cannot be reached or refuses; the message says why
     * @throws InterruptedException if the thread is interrupted
     */
    List<X509Certificate> order(Order order, Challenges challenges) throws IOException, InterruptedException;
}
