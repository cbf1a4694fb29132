package dev.upkeep.proxy.vertx;

import dev.upkeep.rest.http.ApiResponse.Source;
import io.vertx.core.Context;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Sends a body that is made over time: the next piece is asked for when the one before was written. On its context only. */
final class StreamedAnswer {
    private final Source source;
    private final Context context;
    private final HttpServerResponse response;

    StreamedAnswer(Source source, Context context, HttpServerResponse response) {
        this.source = source;
        this.context = context;
        this.response = response;
    }

    void begin() {
        if (response.closed()) {
            source.close();
            return;
        }
        response.setChunked(true).closeHandler(gone -> source.close());
        ask();
    }

    private void ask() {
        source.next().whenComplete((piece, failure) -> context.runOnContext(here -> send(piece, failure)));
    }

    private void send(@Nullable Optional<byte[]> piece, @Nullable Throwable failure) {
        if (response.closed() || piece == null || failure != null) {
            source.close();
            response.reset();
        } else if (piece.isEmpty()) {
            response.end();
        } else {
            response.write(Buffer.buffer(piece.get())).onSuccess(done -> ask()).onFailure(gone -> source.close());
        }
    }
}
