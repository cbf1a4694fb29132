package dev.upkeep.proxy.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.upkeep.route.Failure.Kind;
import java.io.EOFException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.nio.channels.AsynchronousCloseException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.eclipse.jetty.client.HttpResponseException;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
    private static final boolean CONNECTED = true;
    private static final boolean ANSWERED = true;

    @ParameterizedTest
    @MethodSource("failures")
    void theKindTellsHowFarItCame(Throwable cause, boolean connected, boolean answered, Kind kind) {
        assertThat(Failures.kind(cause, connected, answered)).isEqualTo(kind);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new ConnectException("Connection refused"), !CONNECTED, !ANSWERED, Kind.UNSENT),
                arguments(new UnknownHostException("nowhere"), !CONNECTED, !ANSWERED, Kind.UNSENT),
                arguments(new SSLHandshakeException("unknown CA"), !CONNECTED, !ANSWERED, Kind.BROKEN),
                arguments(new SSLHandshakeException("unknown CA"), CONNECTED, !ANSWERED, Kind.BROKEN),
                arguments(new SocketTimeoutException("no connection"), !CONNECTED, !ANSWERED, Kind.UNSENT),
                arguments(new RejectedExecutionException("queue"), !CONNECTED, !ANSWERED, Kind.OVERLOADED),
                arguments(new TimeoutException(), CONNECTED, !ANSWERED, Kind.TIMED_OUT),
                arguments(new TimeoutException(), CONNECTED, ANSWERED, Kind.TIMED_OUT),
                arguments(new EOFException(), CONNECTED, !ANSWERED, Kind.UNANSWERED),
                arguments(new AsynchronousCloseException(), CONNECTED, !ANSWERED, Kind.UNANSWERED),
                arguments(new IOException("Connection reset"), CONNECTED, !ANSWERED, Kind.UNANSWERED),
                arguments(new EOFException(), CONNECTED, ANSWERED, Kind.BROKEN),
                arguments(new HttpResponseException("garbage", null), CONNECTED, !ANSWERED, Kind.BROKEN));
    }
}
