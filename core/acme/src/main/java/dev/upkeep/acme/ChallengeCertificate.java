package dev.upkeep.acme;

import java.io.IOException;
import java.math.BigInteger;
import java.security.KeyPair;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.DEROctetString;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * What an authority wants to see in a handshake (RFC 8737 section 3). acme4j can make one too, but only with Bouncy Castle
 * as a provider of the whole JVM, which is for the application to decide.
 */
final class ChallengeCertificate {
    private static final ASN1ObjectIdentifier IDENTIFIER = new ASN1ObjectIdentifier("1.3.6.1.5.5.7.1.31");

    /** Clocks differ: it begins so long ago, and ends so far ahead. */
    private static final Duration LENGTH = Duration.ofDays(1);

    private ChallengeCertificate() {}

    /**
     * Makes one that is signed by itself.
     *
     * @param pair of an elliptic curve
     * @param domain the only one that it is for
     * @param digest what the authority expects, 32 bytes
     */
    static X509Certificate of(KeyPair pair, String domain, byte[] digest) throws IOException {
        X500Principal name = new X500Principal("CN=acme.invalid"); // a domain may be too long for a common name
        Instant now = Instant.now();
        try {
            JcaX509v3CertificateBuilder builder = new JcaX509v3CertificateBuilder(
                    name,
                    BigInteger.valueOf(now.toEpochMilli()),
                    Date.from(now.minus(LENGTH)),
                    Date.from(now.plus(LENGTH)),
                    name,
                    pair.getPublic());
            builder.addExtension(
                    Extension.subjectAlternativeName,
                    false,
                    new GeneralNames(new GeneralName(GeneralName.dNSName, domain)));
            builder.addExtension(IDENTIFIER, true, new DEROctetString(digest));
            return new JcaX509CertificateConverter()
                    .getCertificate(
                            builder.build(new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate())));
        } catch (CertificateException | OperatorCreationException e) {
            throw new IOException("a certificate for the proof over TLS could not be made: " + e.getMessage(), e);
        }
    }
}
