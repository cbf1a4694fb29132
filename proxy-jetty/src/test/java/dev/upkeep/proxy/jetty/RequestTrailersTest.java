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

/** What a client sends behind the body of its request reaches the backend. */
class RequestTrailersTest {
    private static final String REQUEST = "POST / HTTP/1.1\r\nHost: app.example\r\nTransfer-Encoding: chunked\r\n\r\n"
            + "2\r\nhi\r\n0\r\nX-Sum: 42\r\n\r\n";
    private static final String ANSWER = "HTTP/1.1 204 No Content\r\n\r\n";

    @Test
    void fieldsBehindTheBodyArriveBehindTheBody() throws Exception {
        ProxySpec spec = new ProxySpec("127.0.0.1", 0, 0, 0, List.of(), List.of());
        try (ServerSocket listener = new ServerSocket(0, 1, InetAddress.getLoopbackAddress());
                JettyProxy proxy = JettyProxy.open(
                        head -> new Routing.Forward(new ToPort(listener.getLocalPort())), spec, Optional.empty());
                Socket client = new Socket(InetAddress.getLoopbackAddress(), proxy.port())) {
            CompletableFuture<String> heard = CompletableFuture.supplyAsync(() -> request(listener));
            client.getOutputStream().write(REQUEST.getBytes(US_ASCII));
            assertThat(heard.get(10, TimeUnit.SECONDS)).endsWith("\r\nhi\r\n0\r\nX-Sum: 42\r\n\r\n");
        }
    }

    private static String request(ServerSocket listener) {
        try (Socket backend = listener.accept()) {
            backend.setSoTimeout(5_000);
            StringBuilder read = new StringBuilder();
            while (!read.toString().matches("(?s).*\r\n0\r\n.*\r\n\r\n")) {
                read.append((char) backend.getInputStream().read());
            }
            backend.getOutputStream().write(ANSWER.getBytes(US_ASCII));
            return read.toString();
        } catch (IOException e) {
            return e.toString();
        }
    }
}
