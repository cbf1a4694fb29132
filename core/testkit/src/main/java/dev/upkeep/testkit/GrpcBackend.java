package dev.upkeep.testkit;

import dev.upkeep.route.Upstream;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Server;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.netty.shaded.io.grpc.netty.NettyServerBuilder;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;

/** A gRPC service of a real server; its messages are plain text. */
final class GrpcBackend implements AutoCloseable {
    static final MethodDescriptor<String, String> ECHO = method("Echo", MethodDescriptor.MethodType.UNARY);
    static final MethodDescriptor<String, String> COUNT = method("Count", MethodDescriptor.MethodType.SERVER_STREAMING);
    static final MethodDescriptor<String, String> TALK = method("Talk", MethodDescriptor.MethodType.BIDI_STREAMING);
    static final MethodDescriptor<String, String> HANG = method("Hang", MethodDescriptor.MethodType.UNARY);
    static final MethodDescriptor<String, String> FAIL = method("Fail", MethodDescriptor.MethodType.SERVER_STREAMING);
    static final Metadata.Key<String> WHY = Metadata.Key.of("why", Metadata.ASCII_STRING_MARSHALLER);

    private static final String SERVICE = "test.Service";

    /** Counted down when a call of {@link #HANG} is cancelled. */
    final CountDownLatch cancelled = new CountDownLatch(1);

    final CountDownLatch hanging = new CountDownLatch(1);

    private final Server server;

    GrpcBackend() throws IOException {
        server = NettyServerBuilder.forAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
                .addService(ServerServiceDefinition.builder(SERVICE)
                        .addMethod(ECHO, ServerCalls.asyncUnaryCall(GrpcBackend::echo))
                        .addMethod(COUNT, ServerCalls.asyncServerStreamingCall(GrpcBackend::count))
                        .addMethod(TALK, ServerCalls.asyncBidiStreamingCall(GrpcBackend::talk))
                        .addMethod(HANG, ServerCalls.asyncUnaryCall(this::hang))
                        .addMethod(FAIL, ServerCalls.asyncServerStreamingCall(GrpcBackend::fail))
                        .build())
                .build()
                .start();
    }

    Upstream upstream() {
        return new Upstream(false, true, "127.0.0.1", server.getPort());
    }

    private static void echo(String request, StreamObserver<String> answers) {
        answers.onNext("echo " + request);
        answers.onCompleted();
    }

    /** As many as the request says. */
    private static void count(String request, StreamObserver<String> answers) {
        for (int i = 0; i < Integer.parseInt(request); i++) {
            answers.onNext("number " + i);
        }
        answers.onCompleted();
    }

    private static StreamObserver<String> talk(StreamObserver<String> answers) {
        return new StreamObserver<>() {
            @Override
            public void onNext(String message) {
                answers.onNext("heard " + message);
            }

            @Override
            public void onError(Throwable failure) {
                // the client is gone, and nobody is there to be told
            }

            @Override
            public void onCompleted() {
                answers.onCompleted();
            }
        };
    }

    private void hang(String request, StreamObserver<String> answers) {
        ((ServerCallStreamObserver<String>) answers).setOnCancelHandler(cancelled::countDown);
        hanging.countDown();
    }

    /** After as many messages as the request says. */
    private static void fail(String request, StreamObserver<String> answers) {
        for (int i = 0; i < Integer.parseInt(request); i++) {
            answers.onNext("number " + i);
        }
        Metadata trailers = new Metadata();
        trailers.put(WHY, "so it is");
        answers.onError(Status.NOT_FOUND.withDescription("nothing here").asRuntimeException(trailers));
    }

    private static MethodDescriptor<String, String> method(String name, MethodDescriptor.MethodType type) {
        return MethodDescriptor.<String, String>newBuilder(new Text(), new Text())
                .setType(type)
                .setFullMethodName(MethodDescriptor.generateFullMethodName(SERVICE, name))
                .build();
    }

    @Override
    public void close() {
        server.shutdownNow();
    }

    private static final class Text implements MethodDescriptor.Marshaller<String> {
        @Override
        public InputStream stream(String message) {
            return new ByteArrayInputStream(message.getBytes(StandardCharsets.UTF_8));
        }

        @Override
        public String parse(InputStream bytes) {
            try {
                return new String(bytes.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
