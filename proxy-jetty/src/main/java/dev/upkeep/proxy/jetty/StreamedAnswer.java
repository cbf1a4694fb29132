package dev.upkeep.proxy.jetty;

import dev.upkeep.rest.http.ApiResponse.Source;
import java.nio.ByteBuffer;
import java.util.Optional;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.IteratingCallback;

/**
 * Sends a body that is made over time: the next piece is asked for when the one before was written. That a client has gone
 * is noticed when writing fails.
 */
final class StreamedAnswer extends IteratingCallback {
    private final Source source;
    private final Response response;
    private final Callback callback;
    private volatile boolean over;

    StreamedAnswer(Source source, Request request, Response response, Callback callback) {
        this.source = source;
        this.response = response;
        this.callback = callback;
        request.addFailureListener(failure -> source.close());
    }

    @Override
    protected Action process() {
        if (over) {
            return Action.SUCCEEDED;
        }
        source.next().whenComplete((piece, failure) -> {
            if (failure != null) {
                failed(failure);
            } else {
                send(piece);
            }
        });
        return Action.SCHEDULED;
    }

    private void send(Optional<byte[]> piece) {
        over = piece.isEmpty();
        response.write(over, piece.map(ByteBuffer::wrap).orElse(null), this);
    }

    @Override
    protected void onCompleteSuccess() {
        source.close();
        callback.succeeded();
    }

    @Override
    protected void onCompleteFailure(Throwable failure) {
        source.close();
        callback.failed(failure);
    }
}
