package dev.upkeep.tls;

import dev.upkeep.spec.ProxySpec.CertificateSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.List;

/** A certificate with its chain, and the private key that belongs to it. */
record PemPair(CertificateSpec from, List<X509Certificate> chain, PrivateKey key) {
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String PRIVATE_KEY = "PRIVATE KEY";

    /** Reads both files and checks that they belong together. */
    static PemPair read(CertificateSpec from) throws IOException {
        List<X509Certificate> chain = chain(PemFile.read(from.certificate()));
        PemFile keyFile = PemFile.read(from.key());
        PublicKey publicKey = chain.get(0).getPublicKey();
        PrivateKey key = key(keyFile, publicKey.getAlgorithm());
        if (!belongTogether(publicKey, key)) {
            throw keyFile.wrong("is not the key of the certificate in " + from.certificate());
        }
        return new PemPair(from, chain, key);
    }

    void addTo(KeyStore store) throws IOException {
        try {
            String alias = "certificate-" + (store.size() + 1);
            store.setKeyEntry(alias, key, KeyStores.PASSWORD.toCharArray(), chain.toArray(new Certificate[0]));
        } catch (GeneralSecurityException e) {
            throw new IOException(from.certificate() + ": " + e.getMessage(), e);
        }
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

    private static boolean belongTogether(PublicKey publicKey, PrivateKey key) {
        byte[] message = CERTIFICATE.getBytes(StandardCharsets.US_ASCII);
        try {
            Signature signature = Signature.getInstance(signatureAlgorithm(key));
            signature.initSign(key);
            signature.update(message);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(message);
            return signature.verify(signed);
        } catch (GeneralSecurityException e) {
            return false;
        }
    }

    private static String signatureAlgorithm(PrivateKey key) {
        return switch (key.getAlgorithm()) {
            case "RSA" -> "SHA256withRSA";
            case "EC" -> "SHA256withECDSA";
            default -> key.getAlgorithm();
        };
    }
}
