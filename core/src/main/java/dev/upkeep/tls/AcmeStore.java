package dev.upkeep.tls;

import dev.upkeep.spec.CertificateSpec;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.List;
import java.util.Optional;

/** Keeps keys of accounts and what was ordered with them, below the state directory, readable for its owner only. */
public final class AcmeStore {
    private static final String PRIVATE_KEY = "PRIVATE KEY";
    private static final String PUBLIC_KEY = "PUBLIC KEY";

    private final Path folder;

    /**
     * Touches nothing yet.
     *
     * @param stateDirectory holds the folder
     */
    public AcmeStore(Path stateDirectory) {
        this.folder = stateDirectory.resolve("acme");
    }

    /**
     * Makes a key.
     *
     * @return for signatures with ECDSA on P-256
     */
    public static KeyPair newKey() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no elliptic curves: " + e.getMessage(), e);
        }
    }

    /**
     * The key that an authority knows us by; made when it is first asked for.
     *
     * @param directory of the authority
     * @return the same ever after
     * @throws IOException if it cannot be read or kept; the message says why
     */
    public KeyPair account(URI directory) throws IOException {
        String port = directory.getPort() < 0 ? "" : "-" + directory.getPort();
        Path file = folder.resolve("account-" + directory.getHost() + port + ".pem");
        if (Files.exists(file)) {
            return read(PemFile.read(file));
        }
        KeyPair made = newKey();
        PrivateFile.write(
                file,
                PemFile.block(PRIVATE_KEY, made.getPrivate().getEncoded())
                        + PemFile.block(PUBLIC_KEY, made.getPublic().getEncoded()));
        return made;
    }

    private static KeyPair read(PemFile file) throws IOException {
        List<byte[]> privateKey = file.labelled(PRIVATE_KEY);
        List<byte[]> publicKey = file.labelled(PUBLIC_KEY);
        if (privateKey.size() != 1 || publicKey.size() != 1) {
            throw file.wrong("holds " + file.labels() + " (expected: one private and one public key)");
        }
        try {
            KeyFactory keys = KeyFactory.getInstance("EC");
            return new KeyPair(
                    keys.generatePublic(new X509EncodedKeySpec(publicKey.get(0))),
                    keys.generatePrivate(new PKCS8EncodedKeySpec(privateKey.get(0))));
        } catch (GeneralSecurityException e) {
            throw file.wrong("holds no usable EC key: " + e.getMessage());
        }
    }

    /**
     * Keeps a certificate that was ordered, in the place of an earlier one.
     *
     * @param domain it is for
     * @param key of it
     * @param chain the certificate first
     * @throws IOException if the file cannot be written, or if it would not be usable; the message says why
     */
    public void keep(String domain, KeyPair key, List<X509Certificate> chain) throws IOException {
        StringBuilder text = new StringBuilder();
        try {
            for (X509Certificate each : chain) {
                text.append(PemFile.block("CERTIFICATE", each.getEncoded()));
            }
        } catch (GeneralSecurityException e) {
            throw new IOException("the certificate for " + domain + " cannot be written: " + e.getMessage(), e);
        }
        if (chain.isEmpty() || !KeyMatch.belongTogether(chain.get(0).getPublicKey(), key.getPrivate())) {
            throw new IOException("the authority gave a certificate for another key than that of " + domain);
        }
        PrivateFile.write(
                file(domain), text + PemFile.block(PRIVATE_KEY, key.getPrivate().getEncoded()));
    }

    /**
     * What is kept for a domain.
     *
     * @param domain as in a route
     * @return empty if there is nothing
     */
    public Optional<CertificateSpec> kept(String domain) {
        Path file = file(domain);
        return Files.exists(file) ? Optional.of(new CertificateSpec.Pem(file, file)) : Optional.empty();
    }

    private Path file(String domain) {
        return folder.resolve(CertificateNames.ascii(domain) + ".pem");
    }
}
