package dev.upkeep.proxy.jetty;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.route.Router;
import dev.upkeep.route.Routing;
import dev.upkeep.spec.ProxySpec;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import org.junit.jupiter.api.Test;

/** Watching a client that waits must not swallow what it sends meanwhile. */
class PipeliningTest {
    private final CompletableFuture<Routing> outcome = new CompletableFuture<>();

    @Test
    void requestsThatComeDuringAHoldAreAnsweredAfterIt() throws Exception {
        Router router = head -> head.target().equals("/held") ? new Routing.Hold(waiting()) : redirect(head.target());
        ProxySpec spec = new ProxySpec("127.0.0.1", 0, 0, 0, List.of(), List.of());
        try (JettyProxy proxy = JettyProxy.open(router, spec, Optional.empty());
                Socket client = new Socket("127.0.0.1", proxy.port())) {
            client.setSoTimeout(20_000);
            BufferedReader answers = new BufferedReader(new InputStreamReader(client.getInputStream(), US_ASCII));
            send(client, "/first", "/held");
            assertThat(nextLocation(answers)).isEqualTo("/first");
            send(client, "/third", "/fourth");
            outcome.complete(redirect("/held"));
            assertThat(nextLocation(answers)).isEqualTo("/held");
            assertThat(nextLocation(answers)).isEqualTo("/third");
            assertThat(nextLocation(answers)).isEqualTo("/fourth");
        }
    }

    private static Routing redirect(String to) {
        return new Routing.Redirect(308, to);
    }

    private static void send(Socket client, String... targets) throws Exception {
        OutputStream out = client.getOutputStream();
        for (String target : targets) {
            out.write(("GET " + target + " HTTP/1.1\r\nHost: app.example\r\n\r\n").getBytes(US_ASCII));
        }
    }

    private static String nextLocation(BufferedReader answers) throws Exception {
        for (String line = answers.readLine(); line != null; line = answers.readLine()) {
            if (line.startsWith("Location: ")) {
                return line.substring("Location: ".length());
            }
        }
        return "end of stream";
    }

    private Routing.Waiting waiting() {
        return new Routing.Waiting() {
            @Override
            public CompletionStage<Routing> outcome() {
                return outcome;
            }

            @Override
            public void abandon() {}
        };
    }
}
