package dev.upkeep.tls;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ExpiryTest {
    private static final Instant END = Instant.parse("2024-06-01T00:00:00Z");
    private static final CertificateStatus ONE = status("one.example", END);

    private final Expiry expiry = new Expiry();

    @Test
    void isSaidOnceAtThirtyFourteenSevenAndOneDaysAndAtTheEnd() {
        long said = 0;
        for (Duration left = Duration.ofDays(60); !left.isNegative(); left = left.minusHours(1)) {
            said += due(ONE, left).size();
        }
        assertThat(said).isEqualTo(5);
        assertThat(due(ONE, Duration.ofHours(-1))).isEmpty();
    }

    @Test
    void saysWhatEndsWhenAndWhereItComesFrom() {
        assertThat(due(ONE, Duration.ofDays(31))).isEmpty();
        assertThat(due(ONE, Duration.ofDays(30)))
                .containsExactly("The certificate for one.example expires in 30 days: it is valid until "
                        + "2024-06-01T00:00:00Z (one.pem)");
        assertThat(due(ONE, Duration.ofHours(20))).singleElement().asString().contains("expires in 20 hours");
        assertThat(due(ONE, Duration.ZERO)).singleElement().asString().contains("has expired");
    }

    @Test
    void whatIsLateWhenItIsFirstSeenIsSaidAtOnceAndOnlyOnce() {
        assertThat(due(ONE, Duration.ofDays(2))).hasSize(1);
        assertThat(due(ONE, Duration.ofDays(2))).isEmpty();
        CertificateStatus troubled =
                new CertificateStatus(ONE.domains(), END, ONE.source(), false, Optional.of("is not readable"));
        assertThat(due(troubled, Duration.ofDays(2))).isEmpty();
    }

    @Test
    void anotherCertificateIsSpokenOfByItself() {
        assertThat(due(ONE, Duration.ofDays(7))).hasSize(1);
        CertificateStatus renewed = status("one.example", END.plus(Duration.ofDays(23)));
        assertThat(due(renewed, Duration.ofDays(7))).hasSize(1);
        assertThat(due(ONE, Duration.ofDays(7))).hasSize(1);
    }

    private List<String> due(CertificateStatus status, Duration left) {
        return expiry.due(List.of(status), END.minus(left));
    }

    private static CertificateStatus status(String domain, Instant end) {
        return new CertificateStatus(List.of(domain), end, "one.pem", false, Optional.empty());
    }
}
