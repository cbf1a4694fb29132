package dev.upkeep.internal.probe;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.health.Probe;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.health.Statuses;
import dev.upkeep.internal.system.DaemonThreads;
import dev.upkeep.internal.system.ThreadTimers;
import dev.upkeep.testing.Waits;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HttpProberTest {
    private static final Duration SOON = Duration.ofMillis(300);
    private static final Duration LONG = Duration.ofSeconds(20);

    private final ExecutorService executor = Executors.newCachedThreadPool(new DaemonThreads("test"));
    private final ThreadTimers timers = new ThreadTimers();
    private final HttpProber prober = new HttpProber(executor, executor, timers);

    @AfterEach
    void close() {
        prober.close();
        timers.close();
        executor.shutdownNow();
    }

    @ParameterizedTest
    @CsvSource({"200, true", "204, true", "302, true", "399, true", "404, false", "503, false"})
    void theStatusDecides(int status, boolean passed) throws Exception {
        try (RawServer server = RawServer.answering(
                "HTTP/1.1 " + status + " X\r\nLocation: http://elsewhere.invalid/\r\nContent-Length: 0\r\n\r\n")) {
            ProbeResult result = get(server, LONG);

            assertThat(result.passed()).isEqualTo(passed);
            assertThat(result.detail()).isEqualTo("GET " + server.url() + " answered " + status);
        }
    }

    @Test
    void theRequestIsPlainAndNamesTheHost() throws Exception {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n")) {
            ask(new Probe.Http(server.url(), Statuses.OK, Map.of("X-Probe", "yes", "host", "app.test")), LONG);

            assertThat(server.lastRequest())
                    .startsWith("GET /health?a=b HTTP/1.1\r\n")
                    .contains("X-Probe: yes\r\n", "Connection: close\r\n")
                    .containsIgnoringCase("\r\nhost: app.test\r\n");
        }
    }

    @Test
    void aServerOnTheOtherLoopbackAddressIsFound() throws Exception {
        try (RawServer server = RawServer.on("::1", "HTTP/1.1 200 OK\r\n\r\n", true)) {
            assertThat(get(server, LONG).passed()).isTrue();
        }
    }

    @Test
    void aRefusedConnectionIsSaid() throws Exception {
        int port = freePort();

        ProbeResult result =
                ask(new Probe.Http(URI.create("http://localhost:" + port + "/"), Statuses.OK, Map.of()), LONG);

        assertThat(result.passed()).isFalse();
        assertThat(result.detail())
                .isEqualTo("GET http://localhost:" + port + "/: localhost:" + port + " refused the connection");
    }

    @Test
    void aConnectionNobodyAcceptsEndsInTime() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");

            ProbeResult result = ask(new Probe.Http(url, Statuses.OK, Map.of()), SOON);

            assertThat(result.detail()).isEqualTo("GET " + url + ": no answer within 300 ms");
        }
    }

    @Test
    void aBodyThatDripsEndsInTime() throws Exception {
        try (RawServer server = RawServer.on("127.0.0.1", "HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nx", false)) {
            ProbeResult result = get(server, Duration.ofSeconds(3));

            assertThat(result.passed()).isFalse();
            assertThat(result.detail()).endsWith(" answered 200, but not to the end within 3 s");
        }
    }

    /** Each byte comes soon after the one before; only all of them together take too long. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "HTTP/1.1 200 OK\r\nX-Long: ",
                "HTTP/1.1 200 OK\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999\r\n\r\n"
            })
    void aSlowDripEndsInTimeAndIsHungUpOn(String begin) throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            URI url = URI.create("http://127.0.0.1:" + server.getLocalPort() + "/");
            CompletionStage<ProbeResult> result = prober.probe(new Probe.Http(url, Statuses.OK, Map.of()), SOON);
            try (Socket client = server.accept()) {
                drip(client, begin);
            }
            assertThat(Waits.value(result).passed()).isFalse();
            assertThat(Waits.value(result).detail()).endsWith("within 300 ms");
        }
    }

    /** Until nobody listens any more. */
    private static void drip(Socket client, String begin) throws Exception {
        client.getOutputStream().write(begin.getBytes(StandardCharsets.ISO_8859_1));
        client.setSoTimeout(5);
        for (int i = 0; i < 20_000; i++) {
            try {
                client.getOutputStream().write('x');
                if (client.getInputStream().read() < 0) {
                    return;
                }
            } catch (SocketTimeoutException e) {
                assertThat(client.isConnected()).isTrue();
            } catch (SocketException e) {
                return;
            }
        }
        throw new AssertionError("nobody hung up");
    }

    @Test
    void aHandshakeThatHangsEndsInTimeAndIsHungUpOn() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            URI url = URI.create("https://127.0.0.1:" + silent.getLocalPort() + "/");
            CompletionStage<ProbeResult> result = prober.probe(new Probe.Http(url, Statuses.OK, Map.of()), SOON);
            try (Socket client = silent.accept()) {
                client.setSoTimeout(20_000);
                assertThat(hungUpOn(client)).isTrue();
            }
            assertThat(Waits.value(result).detail()).isEqualTo("GET " + url + ": no answer within 300 ms");
        }
    }

    @Test
    void whoGivesAQuestionUpEndsWhatIsUnderWay() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            URI url = URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/");
            CompletionStage<ProbeResult> result =
                    prober.probe(new Probe.Http(url, Statuses.OK, Map.of()), Duration.ofHours(1));
            try (Socket client = silent.accept()) {
                client.setSoTimeout(20_000);
                result.toCompletableFuture().cancel(false);
                assertThat(hungUpOn(client)).isTrue();
            }
        }
    }

    /** Reads on to the end of the connection. */
    private static boolean hungUpOn(Socket client) throws Exception {
        try {
            return client.getInputStream().readAllBytes().length >= 0;
        } catch (SocketException e) {
            return true;
        }
    }

    @Test
    void namesThatAreLookedUpForLongKeepNobodyElseFromAnAnswer() {
        HttpProber stuck = new HttpProber(task -> {}, executor, timers);

        ProbeResult result = Waits.value(stuck.probe(new Probe.Tcp("slow.invalid", 1), SOON));

        assertThat(result.detail()).isEqualTo("connect slow.invalid:1: no answer within 300 ms");
        stuck.close();
    }

    @Test
    void aBodyCutShortIsSaid() throws Exception {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\nContent-Length: 10\r\n\r\nx")) {
            assertThat(get(server, LONG).detail()).endsWith(" answered 200, but broke off");
        }
    }

    @Test
    void aBodyWithoutEndIsNotReadForEver() throws Exception {
        try (RawServer server = RawServer.on(
                "127.0.0.1", "HTTP/1.1 200 OK\r\nContent-Length: 9999999\r\n\r\n" + "x".repeat(100_000), false)) {
            assertThat(get(server, LONG).passed()).isTrue();
        }
    }

    @Test
    void aChunkedAnswerEndsThoughTheServerKeepsTheConnection() throws Exception {
        try (RawServer server = RawServer.on(
                "127.0.0.1", "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n2\r\nok\r\n0\r\n\r\n", false)) {
            assertThat(get(server, LONG).passed()).isTrue();
        }
    }

    @Test
    void aHostNobodyKnowsIsSaid() {
        ProbeResult result = ask(new Probe.Http(URI.create("http://nowhere.invalid/"), Statuses.OK, Map.of()), LONG);

        assertThat(result.detail()).isEqualTo("GET http://nowhere.invalid/: the host is unknown");
    }

    @Test
    void aServerWithoutTlsFails() throws Exception {
        try (RawServer server = RawServer.answering("HTTP/1.1 200 OK\r\n\r\n")) {
            URI url = URI.create("https://127.0.0.1:" + server.url().getPort() + "/");

            ProbeResult result = ask(new Probe.Http(url, Statuses.OK, Map.of()), SOON);

            assertThat(result.passed()).isFalse();
        }
    }

    @Test
    void closingEndsWhatIsUnderWay() throws Exception {
        try (ServerSocket silent = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            CompletionStage<ProbeResult> result = prober.probe(
                    new Probe.Http(
                            URI.create("http://127.0.0.1:" + silent.getLocalPort() + "/"), Statuses.OK, Map.of()),
                    Duration.ofHours(1));
            try (Socket accepted = silent.accept()) {
                prober.close();

                assertThat(Waits.value(result).passed()).isFalse();
                assertThat(accepted.isConnected()).isTrue();
            }
        }
    }

    @Test
    void whatIsNoHttpIsSaid() throws Exception {
        try (RawServer server = RawServer.answering("220 mail.example ready\r\n")) {
            assertThat(get(server, LONG).detail()).endsWith(": the answer is not HTTP");
        }
    }

    @Test
    void aConnectionClosedAtOnceIsSaid() throws Exception {
        try (RawServer server = RawServer.answering("")) {
            assertThat(get(server, LONG).detail()).endsWith(": the connection was closed without an answer");
        }
    }

    @Test
    void connectingIsEnoughForTcp() throws Exception {
        try (ServerSocket server = new ServerSocket(0, 5, InetAddress.getByName("127.0.0.1"))) {
            ProbeResult result = ask(new Probe.Tcp("localhost", server.getLocalPort()), LONG);

            assertThat(result.passed()).isTrue();
            assertThat(result.detail()).isEqualTo("connect localhost:" + server.getLocalPort() + " succeeded");
        }
    }

    @Test
    void connectingToNobodyFails() throws Exception {
        int port = freePort();

        ProbeResult result = ask(new Probe.Tcp("127.0.0.1", port), LONG);

        assertThat(result.passed()).isFalse();
        assertThat(result.detail()).endsWith("127.0.0.1:" + port + " refused the connection");
    }

    private ProbeResult get(RawServer server, Duration timeout) {
        return ask(new Probe.Http(server.url(), Statuses.OK, Map.of()), timeout);
    }

    private ProbeResult ask(Probe probe, Duration timeout) {
        return Waits.value(prober.probe(probe, timeout));
    }

    private static int freePort() throws Exception {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /** Reads one request a connection, writes what it was told, and maybe leaves the connection open. */
    private record RawServer(ServerSocket socket, String answer, boolean closes, StringBuffer requests)
            implements AutoCloseable {
        static RawServer answering(String answer) throws Exception {
            return on("127.0.0.1", answer, true);
        }

        static RawServer on(String address, String answer, boolean closes) throws Exception {
            ServerSocket socket = new ServerSocket(0, 50, InetAddress.getByName(address));
            RawServer server = new RawServer(socket, answer, closes, new StringBuffer());
            new DaemonThreads("raw-server").newThread(server::serve).start();
            return server;
        }

        URI url() {
            return URI.create("http://localhost:" + socket.getLocalPort() + "/health?a=b");
        }

        String lastRequest() {
            return requests.toString();
        }

        private void serve() {
            try {
                while (!socket.isClosed()) {
                    Socket connection = socket.accept();
                    read(connection.getInputStream());
                    OutputStream out = connection.getOutputStream();
                    out.write(answer.getBytes(StandardCharsets.ISO_8859_1));
                    out.flush();
                    if (closes) {
                        connection.close();
                    }
                }
            } catch (java.io.IOException e) {
                requests.append(e.getMessage());
            }
        }

        private void read(InputStream in) throws java.io.IOException {
            StringBuilder request = new StringBuilder();
            while (request.indexOf("\r\n\r\n") < 0) {
                int next = in.read();
                if (next < 0) {
                    return;
                }
                request.append((char) next);
            }
            requests.setLength(0);
            requests.append(request);
        }

        @Override
        public void close() throws java.io.IOException {
            socket.close();
        }
    }
}
