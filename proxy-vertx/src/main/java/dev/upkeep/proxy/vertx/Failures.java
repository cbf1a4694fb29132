package dev.upkeep.proxy.vertx;

import dev.upkeep.route.Mishap;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import java.net.ConnectException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;

/** Puts what Vert.x throws into the words of routing. */
final class Failures {
    /** Of HTTP/2. */
    private static final long REFUSED_STREAM = 7;

    private Failures() {}

    /** While the connection was being opened: nothing is sent yet, whatever it was. {@code full}: none was free. */
    static Mishap opening(Throwable thrown, boolean full) {
        if (thrown instanceof ConnectionPoolTooBusyException) {
            return Mishap.NO_CAPACITY;
        }
        if (thrown instanceof SSLException) {
            return Mishap.NO_TLS;
        }
        if (isTimeout(thrown)) {
            return full ? Mishap.NO_CAPACITY : Mishap.NOT_CONNECTED;
        }
        return thrown instanceof ConnectException ? Mishap.REFUSED : Mishap.UNREACHABLE;
    }

    /** Netty tells a timeout by a {@code ConnectException} of its own. */
    private static boolean isTimeout(Throwable thrown) {
        return thrown instanceof TimeoutException
                || thrown.getClass().getSimpleName().equals("ConnectTimeoutException");
    }

    /** After the request went out and before the head of an answer came in. */
    static Mishap waiting(Throwable thrown) {
        if (thrown instanceof StreamResetException reset && reset.getCode() == REFUSED_STREAM) {
            return Mishap.DECLINED;
        }
        return isClosed(thrown) ? Mishap.UNANSWERED : Mishap.NOT_HTTP;
    }

    /** After the head of an answer. */
    static Mishap passing(Throwable thrown) {
        return isClosed(thrown) ? Mishap.CUT_OFF : Mishap.NOT_HTTP;
    }

    private static boolean isClosed(Throwable thrown) {
        return thrown instanceof HttpClosedException
                || thrown instanceof StreamResetException
                || (thrown instanceof IOException && !(thrown instanceof SSLException));
    }

    static String detail(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
    }
}
