package dev.upkeep.acme;

import java.io.IOException;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.cert.X509Certificate;
import java.util.List;
import java.util.Set;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManager;
import javax.net.ssl.X509TrustManager;
import org.bouncycastle.asn1.ASN1OctetString;

/** How an authority looks at a domain over TLS (RFC 8737 section 3). */
final class TlsProof {
    private static final String IDENTIFIER = "1.3.6.1.5.5.7.1.31";

    private static final class Anybody implements X509TrustManager {
        @Override
        public void checkClientTrusted(X509Certificate[] chain, String type) {}

        @Override
        public void checkServerTrusted(X509Certificate[] chain, String type) {}

        @Override
        public X509Certificate[] getAcceptedIssuers() {
            return new X509Certificate[0];
        }
    }

    private TlsProof() {}

    /** Asked for one protocol only, the proxy agrees, shows what is expected, and closes without a byte of data. */
    static boolean isGiven(int port, String domain, String authorization) {
        try (SSLSocket socket = handshake("TLSv1.3", port, domain, "acme-tls/1")) {
            X509Certificate shown = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            shown.verify(shown.getPublicKey());
            return socket.getApplicationProtocol().equals("acme-tls/1")
                    && List.copyOf(shown.getSubjectAlternativeNames()).equals(List.of(List.of(2, domain)))
                    && shown.getCriticalExtensionOIDs().containsAll(Set.of(IDENTIFIER))
                    && MessageDigest.isEqual(digest(authorization), identifier(shown))
                    && socket.getInputStream().read() == -1;
        } catch (IOException | GeneralSecurityException e) {
            return false;
        }
    }

    static SSLSocket handshake(String version, int port, String domain, String... protocols)
            throws IOException, GeneralSecurityException {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, new TrustManager[] {new Anybody()}, null);
        SSLSocket socket = (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setServerNames(List.of(new SNIHostName(domain)));
        parameters.setApplicationProtocols(protocols);
        parameters.setProtocols(new String[] {version});
        socket.setSSLParameters(parameters);
        socket.setSoTimeout(10_000);
        socket.startHandshake();
        return socket;
    }

    private static byte[] digest(String authorization) throws GeneralSecurityException {
        return MessageDigest.getInstance("SHA-256").digest(authorization.getBytes(StandardCharsets.US_ASCII));
    }

    /** An octet string, within that of the extension. */
    private static byte[] identifier(X509Certificate shown) {
        byte[] value =
                ASN1OctetString.getInstance(shown.getExtensionValue(IDENTIFIER)).getOctets();
        return ASN1OctetString.getInstance(value).getOctets();
    }
}
