package dev.upkeep.testkit;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.upkeep.tls.ServerKeys;
import java.security.cert.X509Certificate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SNIServerName;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients see of TLS before any request. */
abstract class TlsContract extends ContractTest {
    private static final int ALERT = 0x15;
    private static final int PROTOCOL_VERSION = 70;

    private ServerKeys keys = TestKeys.keys();

    @Override
    Optional<ServerKeys> keys() {
        keys = TestKeys.keys();
        return Optional.of(keys);
    }

    @ParameterizedTest
    @CsvSource({
        "one.example,one.example",
        "other.example,other.example",
        "OTHER.example,other.example",
        "a.wild.example,*.wild.example",
        "a.b.wild.example,one.example",
        "wild.example,one.example",
        "unknown.example,one.example",
        ",one.example"
    })
    void theCertificateIsChosenByTheNameThatTheClientAsksFor(String asked, String shown) throws Exception {
        try (SSLSocket socket = connect(asked)) {
            assertThat(domains(socket)).contains(shown);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.2", "TLSv1.3"})
    void bothVersionsThatAreSafeAreSpoken(String version) throws Exception {
        try (SSLSocket socket = socket()) {
            socket.setEnabledProtocols(new String[] {version});
            socket.startHandshake();
            assertThat(socket.getSession().getProtocol()).isEqualTo(version);
        }
    }

    @Test
    void whoSpeaksNothingNewerThanTls11IsTurnedAway() throws Exception {
        Wire client = closing(Wire.to(proxy().httpsPort()));
        byte[] hello = tls11();
        client.send(hello, 0, hello.length);
        byte[] answer = client.readAll();
        assertThat(answer).hasSize(7);
        assertThat(answer[0]).isEqualTo((byte) ALERT);
        assertThat(answer[6]).isEqualTo((byte) PROTOCOL_VERSION);
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLS_ECDHE_ECDSA_WITH_AES_128_CBC_SHA", "TLS_ECDHE_ECDSA_WITH_AES_256_CBC_SHA384"})
    void suitesWithoutAuthenticatedEncryptionAreRefused(String suite) throws Exception {
        try (SSLSocket socket = socket()) {
            socket.setEnabledProtocols(new String[] {"TLSv1.2"});
            socket.setEnabledCipherSuites(new String[] {suite});
            assertThatExceptionOfType(SSLHandshakeException.class).isThrownBy(socket::startHandshake);
        }
    }

    @Test
    void otherCertificatesAreSeenByTheNextHandshakeAndOpenConnectionsLiveOn() throws Exception {
        backend(OK);
        try (SSLSocket open = connect(TestKeys.ONE_DOMAIN)) {
            X509Certificate before = shown(open);
            assertThat(get(open)).startsWith("HTTP/1.1 200");
            keys.replace(List.of(TestKeys.RENEWED));
            assertThat(get(open)).startsWith("HTTP/1.1 200");
            assertThat(shown(open)).isEqualTo(before).isNotEqualTo(TestKeys.RENEWED.certificate());
            try (SSLSocket next = connect(TestKeys.ONE_DOMAIN)) {
                assertThat(shown(next)).isEqualTo(TestKeys.RENEWED.certificate());
                assertThat(get(next)).startsWith("HTTP/1.1 200");
            }
            assertThat(get(open)).startsWith("HTTP/1.1 200");
        }
    }

    /** Asks on a connection that stays open, and reads the answer, which ends in {@code ok}. */
    private static String get(SSLSocket socket) throws Exception {
        socket.setSoTimeout(10_000);
        socket.getOutputStream().write(("GET / HTTP/1.1\r\n" + HOST + "\r\n").getBytes(US_ASCII));
        StringBuilder answer = new StringBuilder();
        int next = socket.getInputStream().read();
        while (next >= 0) {
            answer.append((char) next);
            next = answer.toString().endsWith("\r\n\r\nok")
                    ? -1
                    : socket.getInputStream().read();
        }
        return answer.toString();
    }

    /** A ClientHello (RFC 4346 section 7.4.1.2) with two suites that the certificate would allow. */
    private static byte[] tls11() {
        String extensions = "000a" + "0004" + "0002" + "0017" + "000b" + "0002" + "0100"; // secp256r1, uncompressed
        String whole = "0302" + "2a".repeat(32) + "00" + "0004" + "c009c00a" + "0100" + "000e" + extensions;
        byte[] hello = HexFormat.of().parseHex(whole);
        String length = String.format("%06x", hello.length);
        return HexFormat.of().parseHex("160301" + String.format("%04x", hello.length + 4) + "01" + length + whole);
    }

    private SSLSocket connect(String asked) throws Exception {
        SSLSocket socket = socket();
        SSLParameters parameters = socket.getSSLParameters();
        List<SNIServerName> names =
                Stream.ofNullable(asked).<SNIServerName>map(SNIHostName::new).toList();
        parameters.setServerNames(names);
        socket.setSSLParameters(parameters);
        return socket;
    }

    private SSLSocket socket() throws Exception {
        return (SSLSocket) TestKeys.trusting().getSocketFactory().createSocket("127.0.0.1", proxy().httpsPort());
    }

    private static X509Certificate shown(SSLSocket socket) throws Exception {
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }

    private static List<String> domains(SSLSocket socket) throws Exception {
        return shown(socket).getSubjectAlternativeNames().stream()
                .map(name -> String.valueOf(name.get(1)))
                .toList();
    }
}
