package dev.upkeep.spec;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Where certificates and their private keys come from. For which domains one is, says the certificate itself. */
public sealed interface CertificateSpec {
    /**
     * All that is read for it.
     *
     * @return as they were given
     */
    List<Path> files();

    /**
     * Two files, or one that holds both.
     *
     * @param certificate PEM: the certificate, and after it its chain
     * @param key PEM: the private key, PKCS#8, not encrypted
     */
    record Pem(Path certificate, Path key) implements CertificateSpec {
        @Override
        public List<Path> files() {
            return List.of(certificate, key);
        }
    }

    /**
     * A key store; all private keys in it are used.
     *
     * @param keystore PKCS#12
     * @param password of the store and its keys; default empty
     * @param passwordFile holds the password instead, a line end after it does not count
     */
    record Pkcs12(Path keystore, Optional<String> password, Optional<Path> passwordFile) implements CertificateSpec {
        @Override
        public List<Path> files() {
            return Stream.concat(Stream.of(keystore), passwordFile.stream()).toList();
        }

        /** Without the password. */
        @Override
        public String toString() {
            return "Pkcs12[" + keystore + "]";
        }
    }

    /** How an authority asks for the proof that a domain is ours. */
    enum Challenge {
        /** Over plain HTTP, on port 80 (RFC 8555 section 8.3). */
        HTTP_01,
        /** By a TLS handshake, on port 443 (RFC 8737). */
        TLS_ALPN_01
    }

    /**
     * An authority that gives certificates to who shows that a domain is theirs (ACME, RFC 8555), such as Let's Encrypt: one
     * for each domain of a route with {@code ssl} that no other certificate is for.
     *
     * @param email where the authority writes to; to be known there means to agree to its terms
     * @param directory the address of its directory
     * @param challenge how a domain is shown to be ours
     */
    record Acme(String email, URI directory, Challenge challenge) implements CertificateSpec {
        /** That of Let's Encrypt. */
        public static final URI LETS_ENCRYPT = URI.create("https://acme-v02.api.letsencrypt.org/directory");

        /** None: what it has given is kept in the state directory. */
        @Override
        public List<Path> files() {
            return List.of();
        }
    }
}
