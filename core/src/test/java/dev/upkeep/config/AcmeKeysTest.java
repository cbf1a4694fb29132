package dev.upkeep.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upkeep.spec.CertificateSpec.Acme;
import dev.upkeep.spec.CertificateSpec.Challenge;
import java.net.URI;
import org.junit.jupiter.api.Test;

/** Where certificates are ordered, as {@code proxy.yaml} says. */
class AcmeKeysTest extends ConfigTest {
    @Test
    void everyKeyArrivesAndTheRestIsAsUsual() {
        assertThat(acme("{email: ops@example.com}"))
                .isEqualTo(new Acme("ops@example.com", Acme.LETS_ENCRYPT, Challenge.HTTP_01));
        assertThat(acme("{email: ops@example.com, directory: \"http://ca.example\", challenge: tls-alpn-01}"))
                .isEqualTo(new Acme("ops@example.com", URI.create("http://ca.example"), Challenge.TLS_ALPN_01));
    }

    @Test
    void anotherChallengeIsRefusedWithThoseThatThereAre() {
        assertThatThrownBy(() -> acme("{email: ops@example.com, challenge: dns-01}"))
                .isInstanceOf(ConfigException.class)
                .extracting(e -> ((ConfigException) e).diagnostics().toString())
                .asString()
                .contains("dns-01", "http-01", "tls-alpn-01");
    }

    private Acme acme(String keys) {
        folder.processes("processes: {}\n").proxy("routes: []\ntls:\n  acme: " + keys + "\n");
        return (Acme) folder.load().configuration().proxy().certificates().get(0);
    }
}
