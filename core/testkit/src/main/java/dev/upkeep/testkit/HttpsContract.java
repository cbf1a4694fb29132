package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.upkeep.route.Route;
import dev.upkeep.tls.ServerKeys;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.netty.shaded.io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.netty.shaded.io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.grpc.stub.ClientCalls;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpClient.Version;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The same over TLS, in both versions of HTTP that ALPN can agree on. */
abstract class HttpsContract extends ContractTest {
    private HttpClient http2;

    @Override
    Optional<ServerKeys> keys() throws Exception {
        return Optional.of(TestKeys.keys());
    }

    @BeforeEach
    void makeClient() throws Exception {
        http2 = client(Version.HTTP_2);
    }

    @ParameterizedTest
    @EnumSource
    void aRequestIsServedInBothVersions(Version version) throws Exception {
        RawBackend backend = backend(OK);
        HttpResponse<String> answer = client(version).send(to("/x?y").build(), BodyHandlers.ofString());
        assertThat(answer.version()).isEqualTo(version);
        assertThat(answer.body()).isEqualTo("ok");
        assertThat(router.head().secure()).isTrue();
        Head seen = backend.request().head();
        assertThat(seen.startLine()).isEqualTo("GET /x?y HTTP/1.1");
        assertThat(seen.values("Host")).containsExactly(authority());
        assertThat(seen.values("X-Forwarded-Proto")).containsExactly("https");
        assertThat(seen.value("Forwarded").orElseThrow()).contains("proto=https");
        assertThat(seen.values("Via")).containsExactly(version == Version.HTTP_2 ? "2 upkeep" : "1.1 upkeep");
    }

    @ParameterizedTest
    @EnumSource
    void browsersAreToldToUseHttpsOnlyIfTheRouteSaysSo(Version version) throws Exception {
        Route route = Route.builder(URI.create("http://localhost:1"))
                .hsts(Duration.ofDays(1))
                .build();
        router.forwardsTo(backend(OK), route);
        HttpResponse<String> answer = client(version).send(to("/").build(), BodyHandlers.ofString());
        assertThat(answer.headers().allValues("Strict-Transport-Security")).containsExactly("max-age=86400");
    }

    @Test
    void aRequestWithoutABodyReachesTheBackendWithoutOne() throws Exception {
        RawBackend backend = backend(OK);
        http2.send(to("/").build(), BodyHandlers.ofString());
        Head seen = backend.request().head();
        assertThat(seen.has("Transfer-Encoding")).isFalse();
        assertThat(seen.has("Content-Length")).isFalse();
    }

    @Test
    void plainHttpIsServedBesideIt() throws Exception {
        backend(OK);
        assertThat(get("/").text()).isEqualTo("ok");
        assertThat(router.head().secure()).isFalse();
    }

    @Test
    void aBodyWithALengthArrives() throws Exception {
        RawBackend backend = backend(OK);
        assertThat(send(to("/").POST(BodyPublishers.ofString("hello")))).isEqualTo("ok");
        assertThat(backend.request().text()).isEqualTo("hello");
    }

    @Test
    void aBodyWithoutALengthArrives() throws Exception {
        RawBackend backend = backend(OK);
        for (int i = 0; i < 20; i++) {
            assertThat(send(to("/").POST(BodyPublishers.fromPublisher(BodyPublishers.ofString("hello")))))
                    .isEqualTo("ok");
            Message seen = backend.request();
            assertThat(seen.text()).isEqualTo("hello");
            assertThat(seen.head().isChunked()).isTrue();
        }
    }

    @Test
    void aLargeBodyArrivesInBothDirections() throws Exception {
        Flood flood = Flood.ofMebibytes(4);
        CompletableFuture<String> received = new CompletableFuture<>();
        scripted(wire -> {
            try (InputStream body = wire.body(wire.readHead())) {
                received.complete(Flood.fingerprint(body));
            }
            wire.readFields();
            wire.send("HTTP/1.1 200 OK\r\nContent-Length: " + flood.length() + "\r\n\r\n");
            flood.sendFrom(0, wire);
        });
        HttpRequest request =
                to("/").PUT(BodyPublishers.ofInputStream(flood::stream)).build();
        try (InputStream body =
                http2.send(request, BodyHandlers.ofInputStream()).body()) {
            assertThat(Flood.fingerprint(body)).isEqualTo(flood.fingerprint());
        }
        assertThat(received).isCompletedWithValue(flood.fingerprint());
    }

    @Test
    void aCallOfGrpcIsAnswered() throws Exception {
        GrpcBackend backend = closing(new GrpcBackend());
        router.says(head -> router.forward(backend.upstream()));
        ManagedChannel channel = NettyChannelBuilder.forAddress("localhost", proxy().httpsPort())
                .sslContext(GrpcSslContexts.forClient()
                        .trustManager(InsecureTrustManagerFactory.INSTANCE)
                        .build())
                .build();
        closing(channel::shutdownNow);
        CallOptions patient = CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS);
        assertThat(ClientCalls.blockingUnaryCall(channel, GrpcBackend.ECHO, patient, "hello"))
                .isEqualTo("echo hello");
        assertThat(router.head().secure()).isTrue();
    }

    @Test
    void aPieceOfAnAnswerArrivesBeforeTheNextIsMade() throws Exception {
        CountDownLatch firstArrived = new CountDownLatch(1);
        scripted(wire -> {
            wire.readRequest();
            wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
            wire.sendChunk("first");
            await(firstArrived);
            wire.sendChunk("second");
            wire.send("0\r\n\r\n");
        });
        try (InputStream body =
                http2.send(to("/").build(), BodyHandlers.ofInputStream()).body()) {
            assertThat(body.readNBytes(5)).asString().isEqualTo("first");
            firstArrived.countDown();
            assertThat(body.readAllBytes()).asString().isEqualTo("second");
        }
    }

    @Test
    void whatABackendSaysToTheNextHopDoesNotBreakTheStream() throws Exception {
        backend("HTTP/1.1 200 OK\r\nConnection: close, X-Mine\r\nX-Mine: 1\r\nKeep-Alive: timeout=5\r\n"
                + "Set-Cookie: a\r\nSet-Cookie: b\r\nContent-Length: 2\r\n\r\nok");
        HttpResponse<String> answer = http2.send(to("/").build(), BodyHandlers.ofString());
        assertThat(answer.body()).isEqualTo("ok");
        assertThat(answer.headers().map()).doesNotContainKeys("connection", "keep-alive", "x-mine");
        assertThat(answer.headers().allValues("set-cookie")).containsExactly("a", "b");
    }

    @Test
    void aBodyThatIsCutOffReachesTheClientCutOff() throws Exception {
        scripted(wire -> {
            wire.readRequest();
            wire.send("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n9\r\nbeginning\r\n");
        });
        assertThatExceptionOfType(IOException.class)
                .isThrownBy(() -> http2.send(to("/").build(), BodyHandlers.ofString()));
    }

    @Test
    void aRefusalIsAnswered() throws Exception {
        router.says(ScriptedRouter.refusal(503, "stopped"));
        HttpResponse<String> answer =
                http2.send(to("/").POST(BodyPublishers.ofString("hello")).build(), BodyHandlers.ofString());
        assertThat(answer.statusCode()).isEqualTo(503);
        assertThat(answer.headers().firstValue("content-type")).contains("application/problem+json");
        assertThat(answer.body()).contains("stopped");
    }

    @Test
    void aHeldPostKeepsItsBody() throws Exception {
        RawBackend backend = backend(OK);
        ScriptedWait wait = hold();
        CompletableFuture<HttpResponse<String>> answer =
                http2.sendAsync(to("/").POST(BodyPublishers.ofString("hello")).build(), BodyHandlers.ofString());
        router.head();
        wait.end(router.forward(backend.upstream()));
        assertThat(soon(answer).body()).isEqualTo("ok");
        assertThat(backend.request().text()).isEqualTo("hello");
    }

    @Test
    void theBackendIsToldWhenAStreamIsCancelledWhileWaiting() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch ended = new CountDownLatch(1);
        scripted(wire -> {
            wire.readRequest();
            asked.countDown();
            wire.awaitEnd();
            ended.countDown();
        });
        CompletableFuture<HttpResponse<String>> answer = http2.sendAsync(to("/").build(), BodyHandlers.ofString());
        await(asked);
        answer.cancel(true);
        await(ended);
    }

    @Test
    void aHeldStreamThatIsCancelledGivesUpItsPlace() throws Exception {
        ScriptedWait wait = hold();
        CompletableFuture<HttpResponse<String>> answer = http2.sendAsync(to("/").build(), BodyHandlers.ofString());
        router.head();
        answer.cancel(true);
        assertThat(wait.isAbandoned()).isTrue();
    }

    @Test
    void manyStreamsOfOneConnectionAreAllAnswered() throws Exception {
        backend(request -> "HTTP/1.1 200 OK\r\nContent-Length: "
                + request.head().target().length() + "\r\n\r\n" + request.head().target());
        List<CompletableFuture<HttpResponse<String>>> answers = new ArrayList<>();
        for (int i = 0; i < 80; i++) {
            answers.add(http2.sendAsync(to("/" + i).build(), BodyHandlers.ofString()));
        }
        for (int i = 0; i < answers.size(); i++) {
            assertThat(soon(answers.get(i)).body()).isEqualTo("/" + i);
        }
    }

    @Test
    void clearTextOnThePortForTlsDoesNoHarm() throws Exception {
        backend(OK);
        Wire client = closing(Wire.to(proxy().httpsPort()));
        client.send("GET / HTTP/1.1\r\n" + HOST + "\r\n");
        client.awaitEnd();
        assertThat(send(to("/"))).isEqualTo("ok");
    }

    private String send(HttpRequest.Builder request) throws Exception {
        return http2.send(request.build(), BodyHandlers.ofString()).body();
    }

    private HttpRequest.Builder to(String target) {
        return HttpRequest.newBuilder(URI.create("https://" + authority() + target));
    }

    private String authority() {
        return "localhost:" + proxy().httpsPort();
    }

    private static HttpClient client(Version version) throws Exception {
        return HttpClient.newBuilder()
                .version(version)
                .sslContext(TestKeys.trusting())
                .build();
    }
}
