package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.route.Route;
import dev.upkeep.spec.CertificateSpec;
import dev.upkeep.spec.ProxySpec;
import dev.upkeep.tls.CertificateSources;
import dev.upkeep.tls.ServerKeys;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddressesTest {
    @TempDir
    private Path state;

    @Test
    void aSelfSignedCertificateIsForDevelopmentOnly() throws Exception {
        assertThat(of(List.of()).doubt())
                .hasValueSatisfying(said -> assertThat(said).contains("development"));
    }

    @Test
    void aSelfSignedCertificateIsForTheMeantimeIfOneIsOrdered() throws Exception {
        Addresses ordering = of(List.of(new CertificateSpec.Acme(
                "ops@one.example", URI.create("https://ca.example/directory"), CertificateSpec.Challenge.HTTP_01)));
        assertThat(ordering.doubt())
                .hasValueSatisfying(said ->
                        assertThat(said).contains("ordered from ca.example").doesNotContain("development"));
    }

    private Addresses of(List<CertificateSpec> certificates) throws IOException {
        Route route = Route.builder(URI.create("http://127.0.0.1:1"))
                .domain("one.example")
                .ssl(true)
                .build();
        ProxySpec spec = new ProxySpec("127.0.0.1", 0, 0, 0, certificates, List.of(route));
        Opened opened = new Opened(8080, 8443, () -> {});
        return new Addresses(
                "127.0.0.1",
                opened,
                opened,
                Optional.of(ServerKeys.load(spec, state)),
                CertificateSources.account(spec),
                state);
    }
}
