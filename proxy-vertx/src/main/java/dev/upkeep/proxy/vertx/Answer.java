package dev.upkeep.proxy.vertx;

import dev.upkeep.route.FieldEdits;
import dev.upkeep.route.Headers;
import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.http.HttpVersion;
import java.util.function.Consumer;

/**
 * An upstream's answer on its way to the client. Leaves the client's side untouched until something of it is sent, so
 * that another answer can take its place before. Confined to the request's context.
 */
final class Answer {
    private final HttpServerRequest request;
    private final HttpServerResponse response;
    private final HttpClientResponse incoming;
    private final FieldEdits edits;
    private final Pump pump;
    private final boolean endsConnection;
    private boolean copied;
    private boolean stopped;

    /**
     * Not begun yet.
     *
     * @param edits what the route changes in its header
     * @param lastOne whether the connection to the client can't be used afterwards
     * @param moved called with each piece
     */
    Answer(HttpServerRequest request, HttpClientResponse incoming, FieldEdits edits, boolean lastOne, Runnable moved) {
        this.request = request;
        this.response = request.response();
        this.incoming = incoming;
        this.edits = edits;
        this.pump = new Pump(incoming, response, moved);
        this.endsConnection = Heads.isHttp1(request) && (lastOne || isEndlessToOldClient());
    }

    /** HTTP/1.0 has no way but the connection's end to tell where an answer of unknown length ends. */
    private boolean isEndlessToOldClient() {
        return request.version() == HttpVersion.HTTP_1_0 && hasBody() && !hasLength();
    }

    private boolean hasLength() {
        return incoming.headers().contains(HttpHeaders.CONTENT_LENGTH);
    }

    private boolean hasBody() {
        int status = incoming.statusCode();
        return status != 204 && status != 304 && request.method() != HttpMethod.HEAD;
    }

    boolean isEventStream() {
        return Headers.isEventStream(incoming.getHeader(HttpHeaders.CONTENT_TYPE));
    }

    boolean mayFallSilent() {
        return Headers.mayFallSilent(incoming.getHeader(HttpHeaders.CONTENT_TYPE));
    }

    /** Whether the client does not take what is there for it. */
    boolean awaitsClient() {
        return pump.blocked();
    }

    /**
     * Begins to pass it on.
     *
     * @param arrived called when all of it is here; {@link #end} is to follow
     */
    void pass(Vertx vertx, Consumer<Answer> arrived) {
        incoming.handler(this::passPiece);
        incoming.endHandler(end -> {
            if (!stopped) {
                arrived.accept(this);
            }
        });
        // the first piece is mostly just behind the head and can be written with it; if not, the head goes alone
        vertx.runOnContext(later -> passHead());
    }

    private void passPiece(Buffer piece) {
        if (!stopped) {
            copyHead();
            pump.move(piece);
        }
    }

    private void passHead() {
        if (!stopped && !response.headWritten() && hasBody() && !isEndlessToOldClient()) {
            copyHead();
            response.writeHead();
        }
    }

    private void copyHead() {
        if (copied) {
            return;
        }
        copied = true;
        response.setStatusCode(incoming.statusCode());
        copyReason();
        Heads.copyDownstream(incoming.headers(), response.headers());
        edits.apply(response.headers()::set, response.headers()::remove, response.headers()::add);
        if (hasBody() && !hasLength()) {
            response.setChunked(true);
        }
        if (endsConnection) {
            Heads.announceEnd(response);
        }
    }

    /** Only if it is an unusual one; with any reason of its own Vert.x takes 304 for a status with a body. */
    private void copyReason() {
        String reason = incoming.statusMessage();
        if (Heads.isHttp1(request)
                && incoming.statusCode() != 304
                && reason != null
                && !reason.isEmpty()
                && !reason.equals(response.getStatusMessage())) {
            response.setStatusMessage(reason);
        }
    }

    /** Passes the end of it on. */
    Future<Void> end() {
        copyHead();
        MultiMap trailers = incoming.trailers();
        if (response.isChunked() && trailers != null && !trailers.isEmpty()) {
            Heads.copyDownstream(trailers, response.trailers());
        }
        Future<Void> written = response.end();
        return endsConnection ? written.eventually(() -> request.connection().close()) : written;
    }

    /**
     * The upstream has closed its connection. Vert.x says so at once, also if pieces that came before still wait behind a
     * slow client, and hands those over afterwards.
     *
     * @param lost called when nothing more comes although the end of it was not here
     */
    void cutOff(Vertx vertx, Runnable lost) {
        if (pump.blocked()) {
            pump.whenTaken(() -> cutOff(vertx, lost));
            return;
        }
        long before = pump.moves();
        vertx.runOnContext(behindWhatIsHere -> vertx.runOnContext(behindWhatThatHandsOver -> {
            if (!stopped && (pump.blocked() || pump.moves() != before)) {
                cutOff(vertx, lost);
            } else {
                lost.run();
            }
        }));
    }

    /** Nothing of it is passed on any more. */
    void stop() {
        stopped = true;
    }
}
