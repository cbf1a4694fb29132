package dev.upkeep.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NetworksTest {
    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8, 10.255.0.1, true",
        "10.0.0.0/8, 11.0.0.1, false",
        "192.168.1.128/25, 192.168.1.127, false",
        "192.168.1.128/25, 192.168.1.200, true",
        "127.0.0.1, 127.0.0.1, true",
        "127.0.0.1, 127.0.0.2, false",
        "0.0.0.0/0, 8.8.8.8, true",
        "0.0.0.0/0, ::1, false",
        "fd00::/8, fd12:3456::1, true",
        "fd00::/8, '[fd12::1]', true",
        "fe80::/10, fe80::1%eth0, true",
        "fd00::/8, fe80::1, false",
        "::1, 0:0:0:0:0:0:0:1, true",
        "::ffff:10.0.0.1, 10.0.0.1, true",
        "10.0.0.1, '', false",
        "10.0.0.1, unknown, false"
    })
    void anAddressIsInANetworkOrNot(String network, String address, boolean in) {
        Networks networks = new Networks(List.of(Networks.block(network).orElseThrow()));

        assertThat(networks.includes(address)).isEqualTo(in);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "localhost",
                "10.0.0",
                "10.0.0.0/33",
                "::/129",
                "10.0.0.0/",
                "10.0.0.0/-1",
                "256.0.0.1",
                "a.b.c.d",
                "1::2::3",
                "10.0.0.0/8/8",
                "[::1]"
            })
    void whatIsNoNetworkIsNone(String text) {
        assertThat(Networks.block(text)).isEmpty();
    }

    @Test
    void noNetworkHasNothingInIt() {
        assertThat(Networks.NONE.includes("127.0.0.1")).isFalse();
    }
}
