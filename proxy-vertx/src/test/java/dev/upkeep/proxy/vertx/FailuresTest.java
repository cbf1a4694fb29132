package dev.upkeep.proxy.vertx;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.upkeep.route.Mishap;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class FailuresTest {
    private static final boolean FULL = true;

    @ParameterizedTest
    @MethodSource("failuresToOpen")
    void theMishapTellsWhyThereIsNoConnection(Throwable thrown, boolean full, Mishap mishap) {
        assertThat(Failures.opening(thrown, full)).isEqualTo(mishap);
    }

    static Stream<Arguments> failuresToOpen() {
        return Stream.of(
                arguments(new ConnectException("Connection refused"), !FULL, Mishap.REFUSED),
                arguments(new UnknownHostException("nowhere"), !FULL, Mishap.UNREACHABLE),
                arguments(new SSLHandshakeException("unknown CA"), !FULL, Mishap.NO_TLS),
                arguments(new TimeoutException("no connection"), !FULL, Mishap.NOT_CONNECTED),
                arguments(new TimeoutException("no connection"), FULL, Mishap.NO_CAPACITY),
                arguments(new ConnectionPoolTooBusyException("queue"), FULL, Mishap.NO_CAPACITY));
    }

    @Test
    void anEndedConnectionIsToldByHowFarTheAnswerCame() {
        assertThat(Failures.waiting(new HttpClosedException("closed"))).isEqualTo(Mishap.UNANSWERED);
        assertThat(Failures.passing(new IOException("reset"))).isEqualTo(Mishap.CUT_OFF);
        assertThat(Failures.passing(new IllegalArgumentException("chunk"))).isEqualTo(Mishap.NOT_HTTP);
    }
}
