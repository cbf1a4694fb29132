package dev.upkeep.tls;

import dev.upkeep.spec.CertificateSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.UnrecoverableKeyException;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/** The certificates with private keys in a PKCS#12 file (RFC 7292). */
final class Pkcs12Store {
    private static final String TYPE = "PKCS12";

    private Pkcs12Store() {}

    static List<ServerCertificate> read(CertificateSpec.Pkcs12 from) throws IOException {
        return read(from.keystore(), password(from), false);
    }

    static List<ServerCertificate> read(Path file, char[] password, boolean selfMade)
            throws UnusableCertificateException {
        KeyStore store = load(file, password);
        try {
            List<ServerCertificate> found = new ArrayList<>();
            for (String alias : Collections.list(store.aliases())) {
                if (store.isKeyEntry(alias)) {
                    found.add(entry(file, store, alias, password, selfMade));
                }
            }
            if (found.isEmpty()) {
                throw new UnusableCertificateException(
                        file, "holds no private key (expected: one with its certificate)");
            }
            return List.copyOf(found);
        } catch (UnrecoverableKeyException e) {
            throw new UnusableCertificateException(file, "holds a key with another password than the store");
        } catch (GeneralSecurityException e) {
            throw new UnusableCertificateException(file, "is not usable: " + e.getMessage());
        }
    }

    private static ServerCertificate entry(Path file, KeyStore store, String alias, char[] password, boolean selfMade)
            throws GeneralSecurityException, UnusableCertificateException {
        Certificate[] chain = store.getCertificateChain(alias);
        if (chain == null
                || chain.length == 0
                || !(store.getKey(alias, password) instanceof PrivateKey key)
                || !KeyMatch.belongTogether(chain[0].getPublicKey(), key)) {
            throw new UnusableCertificateException(file, "holds a key without its certificate: " + alias);
        }
        List<X509Certificate> certificates =
                Arrays.stream(chain).map(X509Certificate.class::cast).toList();
        return new ServerCertificate(certificates, key, file.toString(), selfMade);
    }

    private static KeyStore load(Path file, char[] password) throws UnusableCertificateException {
        byte[] bytes = SmallFile.read(file, "a PKCS#12 key store");
        try {
            KeyStore store = KeyStore.getInstance(TYPE);
            store.load(new ByteArrayInputStream(bytes), password);
            return store;
        } catch (IOException e) {
            boolean isOther = e.getCause() instanceof UnrecoverableKeyException;
            throw new UnusableCertificateException(
                    file, isOther ? "has another password" : "is not a PKCS#12 key store");
        } catch (GeneralSecurityException e) {
            throw new UnusableCertificateException(file, "is not usable: " + e.getMessage());
        }
    }

    private static char[] password(CertificateSpec.Pkcs12 from) throws UnusableCertificateException {
        if (from.passwordFile().isEmpty()) {
            return from.password().orElse("").toCharArray();
        }
        byte[] bytes = SmallFile.read(from.passwordFile().get(), "a file with a password");
        return new String(bytes, StandardCharsets.UTF_8)
                .replaceAll("\\R\\z", "")
                .toCharArray();
    }
}
