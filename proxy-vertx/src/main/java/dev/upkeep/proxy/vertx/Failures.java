package dev.upkeep.proxy.vertx;

import dev.upkeep.route.Failure;
import io.vertx.core.http.ConnectionPoolTooBusyException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.io.IOException;
import javax.net.ssl.SSLException;

/** Puts what Vert.x throws into the words of routing. */
final class Failures {
    private Failures() {}

    /** While the connection was being opened: nothing is sent yet, whatever it was. */
    static Failure.Kind opening(Throwable thrown) {
        if (thrown instanceof ConnectionPoolTooBusyException) {
            return Failure.Kind.OVERLOADED;
        }
        return thrown instanceof SSLException ? Failure.Kind.BROKEN : Failure.Kind.UNSENT;
    }

    /** After the request went out and before the head of an answer came in. */
    static Failure.Kind waiting(Throwable thrown) {
        boolean closed = thrown instanceof HttpClosedException
                || thrown instanceof StreamResetException
                || (thrown instanceof IOException && !(thrown instanceof SSLException));
        return closed ? Failure.Kind.UNANSWERED : Failure.Kind.BROKEN;
    }

    static String detail(Throwable thrown) {
        String message = thrown.getMessage();
        return message == null || message.isBlank() ? thrown.getClass().getSimpleName() : message;
    }
}
