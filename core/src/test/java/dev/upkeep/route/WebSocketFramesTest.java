package dev.upkeep.route;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketFramesTest {
    private final WebSocketFrames frames = new WebSocketFrames();

    @ParameterizedTest
    @ValueSource(ints = {0, 1, 125, 126, 127, 65_535, 65_536, 200_000})
    void aFrameIsWelcomeOnlyBetweenOthersHoweverLongTheyAre(int length) {
        byte[] bytes = frame(0x82, length, false);
        for (int i = 0; i < 3; i++) {
            assertThat(frames.isOneWelcome()).isTrue();
            for (int at = 0; at < bytes.length - 1; at++) {
                pass(new byte[] {bytes[at]});
                if (at < 20 || at > bytes.length - 20) {
                    assertThat(frames.isOneWelcome()).as("after %s", at).isFalse();
                }
            }
            pass(new byte[] {bytes[bytes.length - 1]});
        }
        assertThat(frames.isOneWelcome()).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"5,false", "5,true", "0,true", "300,true", "70000,true", "70000,false"})
    void manyFramesInOnePieceAreTakenApart(int length, boolean masked) {
        byte[] one = frame(0x81, length, masked);
        byte[] all =
                ByteBuffer.allocate(one.length * 3).put(one).put(one).put(one).array();
        pass(all);
        assertThat(frames.isOneWelcome()).isTrue();
        pass(one, one.length - 1);
        assertThat(frames.isOneWelcome()).isFalse();
    }

    @Test
    void afterACloseThereAreNoMore() {
        pass(frame(0x88, 2, false));
        assertThat(frames.isOneWelcome()).isFalse();
    }

    @Test
    void whatIsSaidAtARestartIsACloseWithCode1012() {
        ByteBuffer frame = ByteBuffer.wrap(WebSocketFrames.restart());
        assertThat(frame.getShort()).isEqualTo((short) 0x8802);
        assertThat(frame.getShort()).isEqualTo((short) 1012);
        pass(WebSocketFrames.restart());
        assertThat(frames.isOneWelcome()).isFalse();
    }

    private void pass(byte[] bytes) {
        pass(bytes, bytes.length);
    }

    private void pass(byte[] bytes, int length) {
        frames.pass(length, index -> bytes[index]);
    }

    private static byte[] frame(int first, int length, boolean masked) {
        ByteBuffer frame = ByteBuffer.allocate(length + 14).put((byte) first);
        int mask = masked ? 0x80 : 0;
        if (length < 126) {
            frame.put((byte) (mask | length));
        } else if (length < 65_536) {
            frame.put((byte) (mask | 126)).putShort((short) length);
        } else {
            frame.put((byte) (mask | 127)).putLong(length);
        }
        frame.put(new byte[masked ? 4 : 0]).put(new byte[length]);
        byte[] bytes = new byte[frame.position()];
        frame.flip().get(bytes);
        return bytes;
    }
}
