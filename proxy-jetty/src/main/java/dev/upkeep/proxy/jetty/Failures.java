package dev.upkeep.proxy.jetty;

import dev.upkeep.route.Failure;
import java.io.EOFException;
import java.io.IOException;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.eclipse.jetty.client.HttpResponseException;
import org.eclipse.jetty.client.Result;
import org.eclipse.jetty.http.HttpException;

/** What an exception of Jetty's client means. */
final class Failures {
    private Failures() {}

    static Failure of(Result result, boolean connected, boolean repeatable) {
        Throwable cause = result.getFailure();
        boolean answered = result.getResponse().getStatus() != 0;
        return new Failure(kind(cause, connected, answered), repeatable, detail(cause));
    }

    /** Without what only Jetty's developers understand. */
    private static String detail(Throwable cause) {
        if (cause instanceof EOFException || cause instanceof ClosedChannelException) {
            return "connection closed";
        }
        if (cause instanceof HttpResponseException || cause instanceof HttpException) {
            return "not HTTP";
        }
        return Objects.requireNonNullElse(cause.getMessage(), cause.getClass().getSimpleName());
    }

    /** {@code connected}: the request had got a connection; {@code answered}: a status line came. */
    static Failure.Kind kind(Throwable cause, boolean connected, boolean answered) {
        if (cause instanceof RejectedExecutionException) {
            return Failure.Kind.OVERLOADED;
        }
        if (cause instanceof SSLException) {
            return Failure.Kind.BROKEN;
        }
        if (!connected) {
            return Failure.Kind.UNSENT;
        }
        if (cause instanceof TimeoutException) {
            return Failure.Kind.TIMED_OUT;
        }
        return cause instanceof IOException && !answered ? Failure.Kind.UNANSWERED : Failure.Kind.BROKEN;
    }
}
