package dev.upkeep.proxy.jetty;

import dev.upkeep.route.Mishap;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** What an exception of Jetty's client means. */
final class Failures {
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
