package dev.upkeep;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.awaitility.Awaitility.await;

import dev.upkeep.route.Route;
import dev.upkeep.spec.CertificateSpec;
import dev.upkeep.spec.ProxySpec;
import dev.upkeep.testing.MadePem;
import dev.upkeep.tls.CertificateStatus;
import dev.upkeep.tls.ServerCertificate;
import dev.upkeep.tls.ServerKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A real supervisor, and files that are changed under it. */
class CertificatesTest {
    @TempDir
    private static Path made;

    private static CertificateSpec.Pem one;
    private static CertificateSpec.Pem renewed;
    private static CertificateSpec.Pem other;

    @TempDir
    private Path folder;

    private CertificateSpec.Pem used;

    @BeforeAll
    static void make() throws Exception {
        one = pair("one", "one.example");
        renewed = pair("renewed", "one.example");
        other = pair("other", "other.example");
    }

    private static CertificateSpec.Pem pair(String name, String domain) throws Exception {
        return new MadePem(made).pair(name, "-keyalg", "EC", "-ext", "SAN=dns:" + domain);
    }

    @BeforeEach
    void use() throws IOException {
        used = new CertificateSpec.Pem(folder.resolve("used.crt"), folder.resolve("used.key"));
        put(one);
    }

    @Test
    void newFilesAreTakenUpByTheSameKeys() throws Exception {
        try (Upkeep upkeep = upkeep(used, other)) {
            ServerKeys keys = upkeep.serverKeys().orElseThrow();
            assertThat(keys.certificates()).containsExactly(read(one, used), read(other, other));
            put(renewed);
            soon().untilAsserted(() ->
                    assertThat(keys.certificates()).containsExactly(read(renewed, used), read(other, other)));
            assertThat(upkeep.serverKeys()).containsSame(keys);
        }
    }

    @Test
    void brokenFilesLeaveWhatWasThereAndTheStatusSaysSoUntilTheyAreGood() throws Exception {
        try (Upkeep upkeep = upkeep(used, other)) {
            ServerKeys keys = upkeep.serverKeys().orElseThrow();
            Files.copy(other.key(), used.key(), StandardCopyOption.REPLACE_EXISTING);
            soon().untilAsserted(() -> assertThat(upkeep.certificates().get(0).trouble())
                    .hasValueSatisfying(why -> assertThat(why).contains("used.key: is not the key of")));
            assertThat(upkeep.certificates().get(1).trouble()).isEmpty();
            assertThat(keys.certificates()).containsExactly(read(one, used), read(other, other));
            put(renewed);
            soon().untilAsserted(() ->
                    assertThat(upkeep.certificates().get(0).trouble()).isEmpty());
            assertThat(keys.certificates()).contains(read(renewed, used));
        }
    }

    @Test
    void theStatusTellsDomainEndAndSource() throws Exception {
        try (Upkeep upkeep = upkeep(used)) {
            assertThat(upkeep.certificates()).isEmpty();
            upkeep.serverKeys();
            assertThat(upkeep.certificates())
                    .containsExactly(new CertificateStatus(
                            List.of("one.example"),
                            read(one, used).notAfter(),
                            used.certificate().toString(),
                            false,
                            java.util.Optional.empty()));
        }
    }

    @Test
    void aReloadTakesUpOtherCertificates() throws Exception {
        Files.writeString(folder.resolve("processes.yaml"), "processes: {}");
        yaml("used.crt", "used.key");
        try (Upkeep upkeep = Upkeep.fromYaml(folder).build()) {
            ServerKeys keys = upkeep.serverKeys().orElseThrow();
            yaml(renewed.certificate().toString(), renewed.key().toString());
            ReloadResult result = upkeep.reload().toCompletableFuture().get(20, TimeUnit.SECONDS);
            assertThat(result).isInstanceOf(ReloadResult.Applied.class);
            soon().untilAsserted(() -> assertThat(keys.certificates()).containsExactly(read(renewed, renewed)));
        }
    }

    @Test
    void withoutARouteOverHttpsNothingIsRead() throws Exception {
        try (Upkeep upkeep = Upkeep.builder()
                .stateDirectory(folder.resolve("state"))
                .proxy(proxy(List.of(), false))
                .build()) {
            assertThat(upkeep.serverKeys()).isEmpty();
        }
        assertThat(folder.resolve("state/development.p12")).doesNotExist();
    }

    @Test
    void whatCannotBeReadAtFirstIsThrown() throws Exception {
        Files.delete(used.key());
        try (Upkeep upkeep = upkeep(used)) {
            assertThatExceptionOfType(IOException.class)
                    .isThrownBy(upkeep::serverKeys)
                    .withMessageContaining("used.key: there is no such file");
            put(one);
            assertThat(upkeep.serverKeys()).isPresent();
        }
    }

    private Upkeep upkeep(CertificateSpec... certificates) {
        return Upkeep.builder()
                .stateDirectory(folder.resolve("state"))
                .proxy(proxy(List.of(certificates), true))
                .build();
    }

    private static ProxySpec proxy(List<CertificateSpec> certificates, boolean ssl) {
        Route route = Route.builder(URI.create("http://localhost:3000"))
                .domain("one.example")
                .ssl(ssl)
                .build();
        return new ProxySpec("127.0.0.1", 0, 0, 0, certificates, List.of(route));
    }

    private void yaml(String certificate, String key) throws IOException {
        Files.writeString(
                folder.resolve("proxy.yaml"),
                "tls:\n  certificates:\n    - certificate: %s\n      key: %s\n".formatted(certificate, key)
                        + "routes:\n  - domain: one.example\n    target: http://localhost:3000\n    ssl: true\n");
    }

    private void put(CertificateSpec.Pem pair) throws IOException {
        Files.copy(pair.certificate(), used.certificate(), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(pair.key(), used.key(), StandardCopyOption.REPLACE_EXISTING);
    }

    private static ServerCertificate read(CertificateSpec.Pem pair, CertificateSpec.Pem source) throws IOException {
        ServerCertificate read = ServerCertificate.read(pair).get(0);
        return new ServerCertificate(
                read.chain(), read.key(), source.certificate().toString(), false);
    }

    private static ConditionFactory soon() {
        return await().atMost(Duration.ofSeconds(20));
    }
}
