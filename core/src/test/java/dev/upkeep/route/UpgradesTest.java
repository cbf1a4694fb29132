package dev.upkeep.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class UpgradesTest {
    private static final List<String> UPGRADE = List.of("Upgrade");

    @ParameterizedTest
    @ValueSource(strings = {"websocket", "WebSocket", "tcp", "SPDY/3.1", "h3c"})
    void aProtocolThatIsNotHttpPasses(String protocol) {
        assertThat(asked(protocol)).contains(protocol);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"h2c", "H2C", "h2", "HTTP/2.0", "http", "TLS/1.0", "tls", "", "websocket, h2c", "a b", "a\"b"})
    void whatWouldCarryMoreRequestsOrSeveralProtocolsDoesNot(String protocol) {
        assertThat(asked(protocol)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"upgrade", "keep-alive, Upgrade", "keep-alive,UPGRADE , x"})
    void theConnectionFieldMayNameMore(String connection) {
        assertThat(Upgrades.asked("GET", true, false, List.of(connection), List.of("websocket")))
                .contains("websocket");
    }

    @ParameterizedTest
    @ValueSource(strings = {"keep-alive", "upgrades", "close"})
    void withoutTheConnectionFieldItIsNotMeantForThisHop(String connection) {
        assertThat(Upgrades.asked("GET", true, false, List.of(connection), List.of("websocket")))
                .isEmpty();
    }

    @Test
    void onlyAGetOfVersion11WithoutABodyMay() {
        List<String> protocol = List.of("websocket");
        assertThat(Upgrades.asked("POST", true, false, UPGRADE, protocol)).isEmpty();
        assertThat(Upgrades.asked("GET", false, false, UPGRADE, protocol)).isEmpty();
        assertThat(Upgrades.asked("GET", true, true, UPGRADE, protocol)).isEmpty();
        assertThat(Upgrades.asked("GET", true, false, UPGRADE, List.of("websocket", "tcp")))
                .isEmpty();
        assertThat(Upgrades.asked("GET", true, false, List.of(), protocol)).isEmpty();
    }

    @Test
    void onlyWhatWasAskedForCanBeGranted() {
        assertThat(Upgrades.isGranted(Optional.of("websocket"), List.of("WebSocket")))
                .isTrue();
        assertThat(Upgrades.isGranted(Optional.of("websocket"), List.of("h2c"))).isFalse();
        assertThat(Upgrades.isGranted(Optional.of("websocket"), List.of())).isFalse();
        assertThat(Upgrades.isGranted(Optional.of("websocket"), List.of("websocket", "h2c")))
                .isFalse();
        assertThat(Upgrades.isGranted(Optional.empty(), List.of("websocket"))).isFalse();
    }

    private static Optional<String> asked(String protocol) {
        return Upgrades.asked("GET", true, false, UPGRADE, List.of(protocol));
    }
}
