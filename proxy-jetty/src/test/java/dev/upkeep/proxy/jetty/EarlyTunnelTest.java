package dev.upkeep.proxy.jetty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.route.Routing;
import dev.upkeep.spec.ProxySpec;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a client sends before it knows that there is a tunnel belongs into it all the same. */
class EarlyTunnelTest {
    private static final String ASKING =
            "GET / HTTP/1.1\r\nHost: app.example\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";
    private static final String GRANTED =
            "HTTP/1.1 101 Switching Protocols\r\nConnection: Upgrade\r\nUpgrade: websocket\r\n\r\n";

    @Test
    void whatComesRightBehindTheRequestIsNotLost() throws Exception {
        ProxySpec spec = new ProxySpec("127.0.0.1", 0, 0, 0, List.of(), List.of());
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                JettyProxy proxy = JettyProxy.open(
                        head -> new Routing.Forward(new ToPort(listener.getLocalPort())), spec, Optional.empty());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            CompletableFuture<String> heard = CompletableFuture.supplyAsync(() -> grant(listener));
            client.getOutputStream().write((ASKING + "early").getBytes(US_ASCII));
            assertThat(heard.get(10, TimeUnit.SECONDS)).isEqualTo("early");
        }
    }

    private static String grant(ServerSocket listener) {
        try (Socket backend = listener.accept()) {
            backend.setSoTimeout(5_000);
            StringBuilder head = new StringBuilder();
            while (head.indexOf("\r\n\r\n") < 0) {
                head.append((char) backend.getInputStream().read());
            }
            backend.getOutputStream().write(GRANTED.getBytes(US_ASCII));
            return new String(backend.getInputStream().readNBytes(5), US_ASCII);
        } catch (IOException e) {
            return e.toString();
        }
    }
}
