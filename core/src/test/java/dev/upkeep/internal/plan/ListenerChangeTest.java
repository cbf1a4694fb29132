package dev.upkeep.internal.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.route.ClientLimits;
import dev.upkeep.route.Route;
import dev.upkeep.spec.CertificateSpec;
import dev.upkeep.spec.ProxySpec;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

class ListenerChangeTest {
    private static final ProxySpec PLAIN = proxy(false, List.of());
    private static final ProxySpec SSL = proxy(true, List.of());

    @Test
    void whatIsOpenedAsWantedIsNotMentioned() {
        assertThat(ListenerChange.between(SSL, proxy(true, List.of()))).isEmpty();
    }

    @Test
    void everyOtherAddressIsTold() {
        ProxySpec wanted = new ProxySpec("127.0.0.1", 18181, 8443, 0, List.of(), List.of());

        assertThat(ListenerChange.between(PLAIN, wanted))
                .extracting(ListenerChange::message)
                .containsExactly(
                        "`host` has changed from 0.0.0.0 to 127.0.0.1: takes effect when Upkeep is started again",
                        "`port` has changed from 8080 to 18181: takes effect when Upkeep is started again",
                        "`managementPort` has changed from 9900 to 0: takes effect when Upkeep is started again");
    }

    @Test
    void thePortForHttpsMattersOnlyIfItIsOpen() {
        assertThat(keys(PLAIN, PLAIN.withPorts(8080, 443, 9900))).isEmpty();
        assertThat(keys(SSL, SSL.withPorts(8080, 443, 9900))).containsExactly("httpsPort");
    }

    @Test
    void otherCertificatesAreTakenUpWithoutANewStart() {
        List<CertificateSpec> certificates = List.of(new CertificateSpec.Pem(Path.of("a.pem"), Path.of("a.key")));

        assertThat(keys(SSL, proxy(true, certificates))).isEmpty();
    }

    @Test
    void otherLimitsForClientsAreTold() {
        assertThat(keys(PLAIN, PLAIN.withLimits(ClientLimits.DEFAULT.withConnections(7))))
                .containsExactly("limits");
    }

    @Test
    void theFirstRouteWithSslComesTooLate() {
        assertThat(keys(PLAIN, SSL)).containsExactly("routes");
        assertThat(keys(SSL, PLAIN)).isEmpty();
    }

    private static List<String> keys(ProxySpec opened, ProxySpec wanted) {
        return ListenerChange.between(opened, wanted).stream()
                .map(ListenerChange::key)
                .toList();
    }

    private static ProxySpec proxy(boolean ssl, List<CertificateSpec> certificates) {
        Route route =
                Route.builder(URI.create("http://localhost:3000")).ssl(ssl).build();
        return new ProxySpec("0.0.0.0", 8080, 8443, 9900, certificates, List.of(route));
    }
}
