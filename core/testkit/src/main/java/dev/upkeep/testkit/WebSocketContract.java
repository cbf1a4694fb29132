package dev.upkeep.testkit;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.tls.ServerKeys;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A real client talks to a real server, with and without TLS. */
abstract class WebSocketContract extends ContractTest {
    private static final String LONG = "long ".repeat(40_000);

    @Override
    Optional<ServerKeys> keys() throws Exception {
        return Optional.of(TestKeys.keys());
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "wss"})
    void whatAClientSaysComesBack(String scheme) throws Exception {
        scripted(new WebSocketEcho());
        Listener listener = new Listener();
        WebSocket socket = connect(scheme, listener);
        socket.sendText("hello", true).get(5, SECONDS);
        assertThat(listener.next()).isEqualTo("hello");
        socket.sendText(LONG, true).get(5, SECONDS);
        assertThat(listener.next()).isEqualTo(LONG);
        socket.sendText("", true).get(5, SECONDS);
        assertThat(listener.next()).isEmpty();
        assertThat(router.lease().isOpen()).isTrue();
        socket.sendClose(WebSocket.NORMAL_CLOSURE, "enough").get(5, SECONDS);
        assertThat(listener.next()).isEqualTo("closed 1000");
        assertThat(router.lease().isGivenBack()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ws", "wss"})
    void aClientLearnsThatTheProxyRestarts(String scheme) throws Exception {
        scripted(new WebSocketEcho());
        Listener listener = new Listener();
        WebSocket socket = connect(scheme, listener);
        socket.sendText("hello", true).get(5, SECONDS);
        assertThat(listener.next()).isEqualTo("hello");
        proxy().close();
        assertThat(listener.next()).isEqualTo("closed 1012");
    }

    private WebSocket connect(String scheme, Listener listener) throws Exception {
        int port = scheme.equals("wss") ? proxy().httpsPort() : proxy().httpPort();
        return HttpClient.newBuilder()
                .sslContext(TestKeys.trusting())
                .build()
                .newWebSocketBuilder()
                .buildAsync(URI.create(scheme + "://localhost:" + port + "/echo"), listener)
                .get(5, SECONDS);
    }

    /** Puts messages together, and keeps them. */
    private static final class Listener implements WebSocket.Listener {
        private final BlockingQueue<String> messages = new LinkedBlockingQueue<>();
        private final StringBuilder message = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(WebSocket socket, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                messages.add(message.toString());
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            messages.add("closed " + code);
            return null;
        }

        @Override
        public void onError(WebSocket socket, Throwable error) {
            messages.add("failed: " + error);
        }

        String next() throws InterruptedException {
            return String.valueOf(messages.poll(5, SECONDS));
        }
    }
}
