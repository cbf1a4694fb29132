package dev.upkeep.acme;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.upkeep.Upkeep;
import dev.upkeep.proxy.jetty.JettyProxy;
import dev.upkeep.proxy.vertx.VertxProxy;
import dev.upkeep.route.Route;
import dev.upkeep.spec.CertificateSpec;
import dev.upkeep.spec.ProxySpec;
import dev.upkeep.tls.ServerCertificate;
import dev.upkeep.tls.ServerKeys;
import java.net.InetAddress;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyStore;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SNIHostName;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A real supervisor behind a real proxy, and a small authority that asks it. */
class AcmeTest {
    private static final Duration LONG = Duration.ofDays(90);

    enum Kind {
        JETTY,
        VERTX
    }

    /** A proxy, whichever. */
    private record Opened(int port, int httpsPort, Runnable end) implements AutoCloseable {
        static Opened of(Kind kind, Upkeep upkeep) throws Exception {
            ProxySpec spec = upkeep.configuration().proxy();
            Optional<ServerKeys> keys = upkeep.serverKeys();
            if (kind == Kind.JETTY) {
                JettyProxy proxy = JettyProxy.open(upkeep.router(), spec, keys);
                return new Opened(proxy.port(), proxy.httpsPort(), proxy::close);
            }
            VertxProxy proxy = VertxProxy.open(upkeep.router(), spec, keys);
            return new Opened(proxy.port(), proxy.httpsPort(), proxy::close);
        }

        @Override
        public void close() {
            end.run();
        }
    }

    @TempDir
    private Path state;

    @ParameterizedTest
    @EnumSource
    void aCertificateIsObtainedForEachDomainShownAndKeptForTheNextStart(Kind kind) throws Exception {
        try (Authority authority = new Authority(LONG)) {
            try (Upkeep upkeep = upkeep(authority, "one.example", "two.example");
                    Opened opened = Opened.of(kind, upkeep)) {
                authority.asks(opened.port());
                assertThat(upkeep.serverKeys().orElseThrow().development()).isTrue();
                upkeep.start();
                soon().untilAsserted(() -> assertThat(
                                upkeep.serverKeys().orElseThrow().development())
                        .isFalse());
                for (String domain : List.of("one.example", "two.example")) {
                    assertThat(shown(authority, opened.httpsPort(), domain)).contains(domain);
                }
            }
            assertThat(authority.signed()).containsExactlyInAnyOrder("one.example", "two.example");
            assertThat(authority.accounts()).isEqualTo(1);
            assertThat(authority.emails()).containsOnly("mailto:ops@one.example");
            assertThat(modes()).hasSize(3).containsOnly("rw-------");
            try (Upkeep next = upkeep(authority, "one.example", "two.example")) {
                assertThat(next.serverKeys().orElseThrow().development()).isFalse();
                assertThat(next.certificates())
                        .extracting(c -> c.domains())
                        .containsExactly(List.of("one.example"), List.of("two.example"));
            }
            assertThat(authority.signed()).hasSize(2);
        }
    }

    @ParameterizedTest
    @EnumSource
    void aProofOverTlsIsShownWhileItIsAskedForAndToNobodyElse(Kind kind) throws Exception {
        try (Authority authority = new Authority(LONG);
                Upkeep upkeep = upkeep(authority, CertificateSpec.Challenge.TLS_ALPN_01, "one.example", "two.example");
                Opened opened = Opened.of(kind, upkeep)) {
            authority.asksOverTls(opened.httpsPort());
            assertRefused(opened.httpsPort());
            upkeep.start();
            soon().untilAsserted(() ->
                    assertThat(upkeep.serverKeys().orElseThrow().development()).isFalse());
            assertThat(authority.signed()).containsExactlyInAnyOrder("one.example", "two.example");
            assertThat(shown(authority, opened.httpsPort(), "one.example")).contains("one.example");
            assertRefused(opened.httpsPort());
            try (SSLSocket both =
                    TlsProof.handshake("TLSv1.3", opened.httpsPort(), "one.example", "acme-tls/1", "http/1.1")) {
                assertThat(both.getApplicationProtocol()).isEqualTo("http/1.1");
            }
            try (SSLSocket old = TlsProof.handshake("TLSv1.2", opened.httpsPort(), "one.example", "acme-tls/1")) {
                assertThat(old.getInputStream().read()).isEqualTo(-1);
            }
        }
    }

    private static void assertRefused(int port) {
        assertThatExceptionOfType(SSLException.class)
                .isThrownBy(() -> TlsProof.handshake("TLSv1.3", port, "one.example", "acme-tls/1"));
    }

    @Test
    void whatIsDueIsOrderedAnewWithTheSameAccount() throws Exception {
        try (Authority brief = new Authority(Duration.ofSeconds(61));
                Authority authority = new Authority(LONG)) {
            obtain(brief);
            Files.move(
                    state.resolve("acme/account-127.0.0.1-" + brief.directory().getPort() + ".pem"),
                    state.resolve(
                            "acme/account-127.0.0.1-" + authority.directory().getPort() + ".pem"));
            obtain(authority);
            assertThat(authority.signed()).containsExactly("one.example");
            assertThat(authority.accounts()).isEqualTo(1);
        }
    }

    @Test
    void aProofThatFailsIsToldAndWhatWasShownStays() throws Exception {
        try (Authority authority = new Authority(LONG);
                Upkeep upkeep = upkeep(authority, "one.example")) {
            upkeep.serverKeys();
            authority.asks(1);
            upkeep.start();
            soon().untilAsserted(() -> assertThat(upkeep.certificates().get(0).trouble())
                    .hasValueSatisfying(
                            why -> assertThat(why).contains("Could not be ordered", "over HTTP", "no proof")));
            assertThat(upkeep.serverKeys().orElseThrow().development()).isTrue();
            assertThat(authority.signed()).isEmpty();
        }
    }

    private void obtain(Authority authority) throws Exception {
        try (Upkeep upkeep = upkeep(authority, "one.example");
                Opened opened = Opened.of(Kind.JETTY, upkeep)) {
            authority.asks(opened.port());
            upkeep.start();
            soon().until(() -> upkeep.serverKeys().orElseThrow().certificates().stream()
                    .map(ServerCertificate::certificate)
                    .anyMatch(c -> isSignedBy(authority, c)));
        }
    }

    private static boolean isSignedBy(Authority authority, X509Certificate certificate) {
        try {
            certificate.verify(authority.root().getPublicKey());
            return true;
        } catch (java.security.GeneralSecurityException e) {
            return false;
        }
    }

    private Upkeep upkeep(Authority authority, String... domains) {
        return upkeep(authority, CertificateSpec.Challenge.HTTP_01, domains);
    }

    private Upkeep upkeep(Authority authority, CertificateSpec.Challenge challenge, String... domains) {
        List<Route> routes = Stream.of(domains)
                .map(domain -> Route.builder(URI.create("http://127.0.0.1:1"))
                        .domain(domain)
                        .ssl(true)
                        .build())
                .toList();
        List<CertificateSpec> acme =
                List.of(new CertificateSpec.Acme("ops@one.example", authority.directory(), challenge));
        return Upkeep.builder()
                .stateDirectory(state)
                .proxy(new ProxySpec("127.0.0.1", 0, 0, 0, acme, routes))
                .build();
    }

    private static String shown(Authority authority, int port, String domain) throws Exception {
        KeyStore store = KeyStore.getInstance("PKCS12");
        store.load(null, null);
        store.setCertificateEntry("root", authority.root());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(store);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trust.getTrustManagers(), null);
        try (SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), port)) {
            SSLParameters parameters = socket.getSSLParameters();
            parameters.setServerNames(List.of(new SNIHostName(domain)));
            socket.setSSLParameters(parameters);
            X509Certificate first = (X509Certificate) socket.getSession().getPeerCertificates()[0];
            return String.valueOf(first.getSubjectAlternativeNames());
        }
    }

    private List<String> modes() throws Exception {
        try (Stream<Path> files = Files.list(state.resolve("acme"))) {
            return files.map(AcmeTest::mode).toList();
        }
    }

    private static String mode(Path file) {
        try {
            return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        } catch (java.io.IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(40));
    }
}
