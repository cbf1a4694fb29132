package dev.upkeep.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.upkeep.route.Route;
import dev.upkeep.spec.ProxySpec;
import dev.upkeep.testing.MadePem;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.cert.X509Certificate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DevelopmentCertificateTest {
    @TempDir
    Path folder;

    @Test
    void coversThisMachineAndTheDomainsOfAllRoutesOverHttps() throws Exception {
        ServerKeys keys =
                load(ssl("app.example"), ssl("*.wild.example"), ssl("bücher.example"), plain("plain.example"));
        assertThat(keys.development()).isTrue();
        assertThat(certificate(keys).getSubjectAlternativeNames())
                .map(name -> name.get(1).toString())
                .containsExactlyInAnyOrder(
                        "localhost",
                        "app.example",
                        "*.wild.example",
                        "xn--bcher-kva.example",
                        "127.0.0.1",
                        "0:0:0:0:0:0:0:1");
    }

    @Test
    void isKeptForItsOwnerOnlyAndLeavesNothingElse() throws Exception {
        load();
        assertThat(folder.resolve("state")).isDirectoryContaining(p -> p.endsWith("development.p12"));
        assertThat(folder.resolve("state").toFile().list()).hasSize(1);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(kept())))
                .isEqualTo("rw-------");
    }

    @Test
    void isUsedAgainWhileItCoversTheDomains() throws Exception {
        X509Certificate first = certificate(load(ssl("a.example"), ssl("b.example")));
        assertThat(certificate(load(ssl("b.example")))).isEqualTo(first);
        assertThat(certificate(load(ssl("c.example")))).isNotEqualTo(first);
    }

    @Test
    void isMadeAnewShortlyBeforeItEnds() throws Exception {
        new MadePem(folder)
                .pair(
                        "development",
                        "-keyalg",
                        "EC",
                        "-validity",
                        "5",
                        "-ext",
                        "SAN=dns:localhost",
                        "-storepass",
                        "upkeep");
        Files.createDirectories(kept().getParent());
        Files.move(folder.resolve("development.p12"), kept(), StandardCopyOption.REPLACE_EXISTING);
        X509Certificate old = Pkcs12Store.read(kept(), MadePem.PASSWORD.toCharArray(), true)
                .get(0)
                .certificate();
        assertThat(certificate(load())).isNotEqualTo(old);
    }

    @Test
    void isMadeAnewIfTheKeptOneIsBroken() throws Exception {
        Files.createDirectories(kept().getParent());
        Files.writeString(kept(), "no key store");
        assertThat(certificate(load())).isNotNull();
    }

    @Test
    void aFolderThatCannotBeMadeIsNamed() throws Exception {
        Files.writeString(folder.resolve("state"), "a file");
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(this::load)
                .withMessageContaining("state/development.p12: a development certificate for");
    }

    @Test
    void aDomainThatNoCertificateCanNameIsTold() {
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> load(ssl("not a domain")))
                .withMessageContaining("keytool ended with 1")
                .withMessageContaining("not a domain");
        assertThat(folder.resolve("state")).isEmptyDirectory();
    }

    private Path kept() {
        return folder.resolve("state/development.p12");
    }

    private ServerKeys load(Route... routes) throws IOException {
        return ServerKeys.load(ProxySpec.DEFAULT.withRoutes(List.of(routes)), folder.resolve("state"));
    }

    private static Route ssl(String domain) {
        return Route.builder(URI.create("http://127.0.0.1:1"))
                .domain(domain)
                .ssl(true)
                .build();
    }

    private static Route plain(String domain) {
        return Route.builder(URI.create("http://127.0.0.1:1")).domain(domain).build();
    }

    private static X509Certificate certificate(ServerKeys keys) {
        return keys.certificates().get(0).certificate();
    }
}
