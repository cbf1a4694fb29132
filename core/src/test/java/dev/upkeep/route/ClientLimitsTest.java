package dev.upkeep.route;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ClientLimitsTest {
    private static final ClientLimits LIMITS = ClientLimits.DEFAULT.withSizes(10, 100);

    @Test
    void whatIsJustSmallEnoughIsFine() {
        assertThat(LIMITS.objection(asking("/123456789"), 100)).isEmpty();
    }

    @Test
    void aLongerTargetIsRefusedBeforeTheFieldsAreLookedAt() {
        assertThat(LIMITS.objection(asking("/1234567890"), 1000))
                .hasValueSatisfying(refusal -> assertThat(refusal.status()).isEqualTo(414));
    }

    @Test
    void moreFieldsAreRefused() {
        assertThat(LIMITS.objection(asking("/"), 101)).hasValueSatisfying(refusal -> {
            assertThat(refusal.status()).isEqualTo(431);
            assertThat(refusal.code()).isEqualTo("header-too-large");
            assertThat(refusal.body()).contains("The fields of a request may have 100 bytes.");
        });
    }

    @Test
    void aFieldCountsWithWhatIsAroundIt() {
        assertThat(ClientLimits.sizeOf("Host", "a")).isEqualTo("Host: a\r\n".length());
    }

    @Test
    void whatWouldLetNobodyInIsNoLimit() {
        assertThatThrownBy(() -> LIMITS.withConnections(0)).hasMessage("connections: 0 (expected: >= 1)");
        assertThatThrownBy(() -> LIMITS.withTimeouts(Duration.ofSeconds(1), Duration.ZERO, Duration.ofSeconds(1)))
                .hasMessage("bodyTimeout: PT0S (expected: >= 1 ms)");
    }

    @Test
    void aServersOwnRefusalKeepsItsKind() {
        assertThat(Refusals.ofServer(414).code()).isEqualTo("uri-too-long");
        assertThat(Refusals.ofServer(431).code()).isEqualTo("header-too-large");
        assertThat(Refusals.ofServer(417).status()).isEqualTo(400);
        assertThat(Refusals.ofServer(501).status()).isEqualTo(505);
        assertThat(Refusals.ofServer(500).code()).isEqualTo("proxy-failed");
    }

    private static RequestHead asking(String target) {
        return new RequestHead("GET", false, "app.example", target, false);
    }
}
