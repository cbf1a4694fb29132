package dev.upkeep.tls;

import dev.upkeep.spec.ProxySpec;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.List;
import java.util.Map;
import javax.net.ssl.SSLContext;
import javax.net.ssl.X509ExtendedKeyManager;

/**
 * The certificates that HTTPS listeners show; which of them a client sees is decided by the server name it asks for (SNI,
 * RFC 6066): exact before wildcard before the first. They can be {@linkplain #replace replaced} at any time: handshakes from
 * then on see the new ones, open connections stay as they are. Thread-safe.
 */
public final class ServerKeys {
    /** The versions of TLS that listeners speak, the newer first; older ones are broken (RFC 8996). */
    public static final List<String> PROTOCOLS = List.of("TLSv1.3", "TLSv1.2");

    /** What may be agreed on: forward secrecy and authenticated encryption only (RFC 9325 section 4.2). */
    public static final List<String> CIPHER_SUITES = List.of(
            "TLS_AES_128_GCM_SHA256",
            "TLS_AES_256_GCM_SHA384",
            "TLS_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_RSA_WITH_AES_128_GCM_SHA256",
            "TLS_ECDHE_ECDSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_RSA_WITH_AES_256_GCM_SHA384",
            "TLS_ECDHE_ECDSA_WITH_CHACHA20_POLY1305_SHA256",
            "TLS_ECDHE_RSA_WITH_CHACHA20_POLY1305_SHA256");

    /**
     * What an authority asks for by ALPN to see that a domain is ours (RFC 8737). To be offered after all others, and no data
     * follows its handshake: the server closes the connection. Without an open challenge the handshake fails.
     */
    public static final String CHALLENGE_PROTOCOL = "acme-tls/1";

    private final SniKeyManager manager;
    private final SSLContext context;

    private ServerKeys(List<ServerCertificate> certificates) {
        requireSome(certificates);
        manager = new SniKeyManager(certificates);
        context = context(manager);
    }

    /**
     * Shows these.
     *
     * @param certificates the first is for clients that ask for no name, or for one that none is for
     * @return new keys
     * @throws IllegalArgumentException if there is none
     */
    public static ServerKeys of(List<ServerCertificate> certificates) {
        return new ServerKeys(certificates);
    }

    /**
     * Reads the configured certificates, or makes a self-signed one for {@code localhost} and the domains of all
     * {@code ssl} routes, which is kept in the state directory and used again. Making one runs the {@code keytool} of
     * this Java and takes about a second. They stay as they are; {@code Upkeep.serverKeys()} follows the files.
     *
     * @param proxy names the certificates and the routes
     * @param stateDirectory where a self-signed one is kept, readable for its owner only; made if missing
     * @return new keys
     * @throws IOException if a certificate cannot be read or made; the message says which and why
     */
    public static ServerKeys load(ProxySpec proxy, Path stateDirectory) throws IOException {
        CertificateSources sources = new CertificateSources(stateDirectory);
        List<String> wrong = sources.read(proxy);
        if (!wrong.isEmpty()) {
            throw new IOException(wrong.get(0));
        }
        return of(sources.certificates());
    }

    /**
     * Shows others from the next handshake on.
     *
     * @param certificates as for {@link #of}
     * @throws IllegalArgumentException if there is none
     */
    public void replace(List<ServerCertificate> certificates) {
        requireSome(certificates);
        manager.replace(certificates);
    }

    /**
     * Shows these instead to who agrees on {@link #CHALLENGE_PROTOCOL}, from the next handshake on and with TLS 1.3 only.
     *
     * @param open by the domains that must be asked for; empty if no challenge is open
     */
    public void challenges(Map<String, ServerCertificate> open) {
        manager.challenges(open);
    }

    /**
     * What is shown now.
     *
     * @return in their order
     */
    public List<ServerCertificate> certificates() {
        return manager.certificates();
    }

    /**
     * Whether what is shown was made here, because none is configured, or one is still to come from an authority.
     *
     * @return true if browsers will complain
     */
    public boolean development() {
        return certificates().stream().anyMatch(ServerCertificate::selfMade);
    }

    /**
     * For servers that are set up with a context. To be used with {@link #PROTOCOLS} and {@link #CIPHER_SUITES}.
     *
     * @return the same object always; follows {@link #replace}
     */
    public SSLContext context() {
        return context;
    }

    /**
     * For servers that make a context of their own. To be used with {@link #PROTOCOLS} and {@link #CIPHER_SUITES}.
     *
     * @return the same object always; follows {@link #replace}
     */
    public X509ExtendedKeyManager keyManager() {
        return manager;
    }

    private static void requireSome(List<ServerCertificate> certificates) {
        if (certificates.isEmpty()) {
            throw new IllegalArgumentException("certificates: none (expected: one at least)");
        }
    }

    private static SSLContext context(X509ExtendedKeyManager manager) {
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(new X509ExtendedKeyManager[] {manager}, null, null);
            return context;
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no TLS: " + e.getMessage(), e);
        }
    }
}
