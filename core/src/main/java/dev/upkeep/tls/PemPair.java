package dev.upkeep.tls;

import dev.upkeep.spec.CertificateSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

/** A certificate with its chain in one PEM file, and the private key in another or the same. */
final class PemPair {
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PRIVATE_KEY = "PRIVATE KEY";

    private PemPair() {}

    /** Reads both files and checks that they belong together. */
    static ServerCertificate read(CertificateSpec.Pem from) throws IOException {
        PemFile certificateFile = PemFile.read(from.certificate());
        List<X509Certificate> chain = chain(certificateFile);
        if (!isInOrder(chain)) {
            throw certificateFile.wrong(
                    "holds certificates that form no chain (expected: the one of the site first, then who signed it)");
        }
        PemFile keyFile = PemFile.read(from.key());
        PublicKey publicKey = chain.get(0).getPublicKey();
        PrivateKey key = key(keyFile, publicKey.getAlgorithm());
        if (!KeyMatch.belongTogether(publicKey, key)) {
            throw keyFile.wrong(
                    "is not the key of the certificate in " + from.certificate().getFileName());
        }
        return new ServerCertificate(chain, key, from.certificate().toString(), false);
    }

    private static List<X509Certificate> chain(PemFile file) throws IOException {
        List<X509Certificate> chain = new ArrayList<>();
        for (byte[] der : file.labelled(CERTIFICATE)) {
            try {
                Certificate each =
                        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
                chain.add((X509Certificate) each);
            } catch (CertificateException e) {
                throw file.wrong("certificate " + (chain.size() + 1) + " is not X.509: " + e.getMessage());
            }
        }
        if (chain.isEmpty()) {
            throw file.wrong("holds " + file.labels() + " (expected: " + CERTIFICATE + ")");
        }
        return List.copyOf(chain);
    }

    private static boolean isInOrder(List<X509Certificate> chain) {
        for (int i = 1; i < chain.size(); i++) {
            if (!chain.get(i - 1).getIssuerX500Principal().equals(chain.get(i).getSubjectX500Principal())) {
                return false;
            }
        }
        return true;
    }

    private static PrivateKey key(PemFile file, String algorithm) throws IOException {
        List<byte[]> keys = file.labelled(PRIVATE_KEY);
        if (keys.size() != 1) {
            throw file.wrong("holds " + file.labels() + " (expected: one " + PRIVATE_KEY
                    + ", that is PKCS#8 without a password; openssl pkcs8 -topk8 -nodes converts)");
        }
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(keys.get(0)));
        } catch (GeneralSecurityException e) {
            throw file.wrong(
                    "holds no usable " + algorithm + " key, which the certificate asks for: " + e.getMessage());
        }
    }
}
