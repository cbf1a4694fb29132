package dev.upkeep.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.upkeep.route.ClientLimits;
import dev.upkeep.route.Upstream;
import dev.upkeep.testkit.Head.Field;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Iterator;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Calls of gRPC, of a real client to a real server. */
abstract class GrpcContract extends ContractTest {
    static final ClientLimits IMPATIENT =
            ClientLimits.DEFAULT.withTimeouts(Duration.ofSeconds(20), Duration.ofSeconds(1), Duration.ofSeconds(60));

    private static final Duration SHORT = Duration.ofMillis(200);

    private GrpcBackend backend;
    private ManagedChannel channel;

    @BeforeEach
    void openBoth() throws Exception {
        backend = closing(new GrpcBackend());
        Upstream upstream = backend.upstream();
        router.says(head -> router.forward(upstream));
        channel = NettyChannelBuilder.forAddress(
                        new InetSocketAddress(InetAddress.getLoopbackAddress(), proxy().httpPort()))
                .overrideAuthority("grpc.example")
                .usePlaintext()
                .build();
        closing(channel::shutdownNow);
    }

    @Test
    void aCallIsAnswered() throws Exception {
        for (int i = 0; i < 100; i++) {
            assertThat(ask("message " + i)).isEqualTo("echo message " + i);
        }
        assertThat(router.head().authority()).isEqualTo("grpc.example");
        assertThat(router.leases().get(0).isGivenBack()).isTrue();
    }

    @Test
    void aMessageLargerThanAnyWindowArrives() {
        String large = "x".repeat(2 << 20);
        assertThat(ask(large)).isEqualTo("echo " + large);
    }

    @Test
    void aStreamOfAnswersArrivesWhole() {
        Iterator<String> answers =
                ClientCalls.blockingServerStreamingCall(channel, GrpcBackend.COUNT, patient(), "2000");
        for (int i = 0; i < 2000; i++) {
            assertThat(answers.next()).isEqualTo("number " + i);
        }
        assertThat(answers.hasNext()).isFalse();
    }

    @Test
    void aConversationFlowsBothWays() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        StreamObserver<String> own =
                ClientCalls.asyncBidiStreamingCall(channel.newCall(GrpcBackend.TALK, patient()), new Collecting(heard));
        for (int i = 0; i < 50; i++) {
            own.onNext("message " + i);
            assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("heard message " + i);
        }
        own.onCompleted();
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("over");
    }

    private static Optional<String> why(StatusRuntimeException failure) {
        return Optional.ofNullable(failure.getTrailers()).map(trailers -> trailers.get(GrpcBackend.WHY));
    }

    @Test
    void aFailureArrivesWithItsReason() {
        StatusRuntimeException failure = failureAfter("0");
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(failure.getStatus().getDescription()).isEqualTo("nothing here");
        assertThat(why(failure)).contains("so it is");
    }

    @Test
    void aFailureInTheMiddleArrivesWithItsReason() {
        StatusRuntimeException failure = failureAfter("3");
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
        assertThat(why(failure)).contains("so it is");
    }

    @Test
    void aCallWhoseTimeIsOverIsCancelledAtTheServer() throws Exception {
        for (int seconds = 1; backend.hanging.getCount() > 0 && seconds <= 16; seconds *= 2) {
            CallOptions hasty = CallOptions.DEFAULT.withDeadlineAfter(seconds, TimeUnit.SECONDS);
            assertThat(hangs(hasty).getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED);
        }
        assertThat(backend.hanging.getCount())
                .as("calls that did not reach the server in time")
                .isZero();
        await(backend.cancelled);
    }

    @Test
    void aCallThatIsCancelledIsCancelledAtTheServer() throws Exception {
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        ClientCall<String, String> call = channel.newCall(GrpcBackend.HANG, patient());
        ClientCalls.asyncUnaryCall(call, "hang", new Collecting(heard));
        await(backend.hanging);
        call.cancel("no longer wanted", null);
        await(backend.cancelled);
    }

    @Test
    void aConversationMayBeSilentForLongerThanOtherAnswers() throws Exception {
        Upstream upstream = backend.upstream();
        router.says(head -> router.forwardForAnswerWithin(upstream, SHORT));
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        StreamObserver<String> own =
                ClientCalls.asyncBidiStreamingCall(channel.newCall(GrpcBackend.TALK, patient()), new Collecting(heard));
        own.onNext("first");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("heard first");
        for (int i = 0; i < 8; i++) {
            assertThat(hangs(patient()).getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
        }
        own.onNext("second");
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("heard second");
        own.onCompleted();
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("over");
    }

    @Test
    void aRefusalIsAFailureToo() {
        router.says(ScriptedRouter.refusal(503, "stopped"));
        StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, () -> ask("anything"));
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    }

    @Test
    void aHeldCallIsAnsweredLater() throws Exception {
        ScriptedWait wait = hold();
        BlockingQueue<String> heard = new LinkedBlockingQueue<>();
        ClientCalls.asyncUnaryCall(channel.newCall(GrpcBackend.ECHO, patient()), "held", new Collecting(heard));
        router.head();
        wait.end(router.forward(backend.upstream()));
        assertThat(heard.poll(10, TimeUnit.SECONDS)).isEqualTo("echo held");
    }

    @Test
    void theServerLearnsThatTrailersAreTaken() throws Exception {
        Http2Backend raw = closing(Http2Backend.following(stream -> {
            assertThat(stream.readHead().values("te")).containsExactly("trailers");
            stream.answerWhole(200, new Field("content-type", "application/grpc"), new Field("grpc-status", "9"));
        }));
        router.says(head -> router.forward(raw.upstream()));
        StatusRuntimeException failure = catchThrowableOfType(StatusRuntimeException.class, () -> ask("anything"));
        assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
    }

    private String ask(String message) {
        return ClientCalls.blockingUnaryCall(channel, GrpcBackend.ECHO, patient(), message);
    }

    private StatusRuntimeException hangs(CallOptions options) {
        return catchThrowableOfType(
                StatusRuntimeException.class,
                () -> ClientCalls.blockingUnaryCall(channel, GrpcBackend.HANG, options, "hang"));
    }

    private StatusRuntimeException failureAfter(String messages) {
        return catchThrowableOfType(
                StatusRuntimeException.class,
                () -> ClientCalls.blockingServerStreamingCall(channel, GrpcBackend.FAIL, patient(), messages)
                        .forEachRemaining(message -> {}));
    }

    private static CallOptions patient() {
        return CallOptions.DEFAULT.withDeadlineAfter(20, TimeUnit.SECONDS);
    }

    /** What is said, and how it ends. */
    private record Collecting(BlockingQueue<String> heard) implements StreamObserver<String> {
        @Override
        public void onNext(String message) {
            heard.add(message);
        }

        @Override
        public void onError(Throwable failure) {
            heard.add(String.valueOf(failure));
        }

        @Override
        public void onCompleted() {
            heard.add("over");
        }
    }
}
