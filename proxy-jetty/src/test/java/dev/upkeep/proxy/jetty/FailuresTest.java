package dev.upkeep.proxy.jetty;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.upkeep.route.Mishap;
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
    void theMishapTellsHowFarItCame(Throwable cause, boolean connected, boolean answered, Mishap mishap) {
        assertThat(Failures.of(cause, connected, answered)).isEqualTo(mishap);
    }

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new ConnectException("Connection refused"), !CONNECTED, !ANSWERED, Mishap.REFUSED),
                arguments(new UnknownHostException("nowhere"), !CONNECTED, !ANSWERED, Mishap.UNREACHABLE),
                arguments(new SSLHandshakeException("unknown CA"), !CONNECTED, !ANSWERED, Mishap.NO_TLS),
                arguments(new SSLHandshakeException("unknown CA"), CONNECTED, !ANSWERED, Mishap.NO_TLS),
                arguments(new SocketTimeoutException("no connection"), !CONNECTED, !ANSWERED, Mishap.NOT_CONNECTED),
                arguments(new RejectedExecutionException("queue"), !CONNECTED, !ANSWERED, Mishap.NO_CAPACITY),
                arguments(new TimeoutException(), CONNECTED, !ANSWERED, Mishap.SILENT),
                arguments(new TimeoutException(), CONNECTED, ANSWERED, Mishap.SILENT),
                arguments(new EOFException(), CONNECTED, !ANSWERED, Mishap.UNANSWERED),
                arguments(new AsynchronousCloseException(), CONNECTED, !ANSWERED, Mishap.UNANSWERED),
                arguments(new IOException("Connection reset"), CONNECTED, !ANSWERED, Mishap.UNANSWERED),
                arguments(new EOFException(), CONNECTED, ANSWERED, Mishap.CUT_OFF),
                arguments(new HttpResponseException("garbage", null), CONNECTED, !ANSWERED, Mishap.NOT_HTTP));
    }
}
