package dev.upkeep.proxy.jetty;

import dev.upkeep.route.Mishap;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.http2.ErrorCode;

/** What an exception of Jetty's client means. */
final class Failures {
    /** All that Jetty tells of a stream that was reset. */
    private static final String REFUSED = ErrorCode.toString(ErrorCode.REFUSED_STREAM_ERROR.code, "");

    private Failures() {}

    /** {@code connected}: the request had got a connection; {@code answered}: a status line came. */
    static Mishap of(Throwable cause, boolean connected, boolean answered) {
        if (cause instanceof RejectedExecutionException) {
            return Mishap.NO_CAPACITY;
        }
        if (cause instanceof SSLException) {
            return Mishap.NO_TLS;
        }
        if (!connected) {
            return unconnected(cause);
        }
        if (cause instanceof TimeoutException) {
            return Mishap.SILENT;
        }
        if (REFUSED.equals(cause.getMessage())) {
            return Mishap.DECLINED;
        }
        if (cause instanceof IOException) {
            return answered ? Mishap.CUT_OFF : Mishap.UNANSWERED;
        }
        return Mishap.NOT_HTTP;
    }

    private static Mishap unconnected(Throwable cause) {
        if (cause instanceof SocketTimeoutException) {
            return Mishap.NOT_CONNECTED;
        }
        return cause instanceof ConnectException ? Mishap.REFUSED : Mishap.UNREACHABLE;
    }
}
