package dev.upkeep.proxy.vertx;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/** The body of a request, kept back until there is somewhere to send it. Confined to the request's context. */
final class RequestBody {
    private enum State {
        /** There is none. */
        NONE,
        /** Nothing of it has been given away. */
        WHOLE,
        /** Some of it has. */
        BEGUN,
        /** All of it has. */
        GIVEN
    }

    private final Vertx vertx;
    private final HttpServerRequest request;
    private State state;
    private boolean invited;
    private Optional<Pump> pump = Optional.empty();

    RequestBody(Vertx vertx, HttpServerRequest request) {
        this.vertx = vertx;
        this.request = request;
        state = isEmpty(request) ? State.NONE : State.WHOLE;
        invited = !request.headers().contains(HttpHeaders.EXPECT);
    }

    /** Whether a request has no body; decided by its head. */
    static boolean isEmpty(HttpServerRequest request) {
        if (!Heads.isHttp1(request)) {
            return request.isEnded();
        }
        String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
        return length == null ? !request.headers().contains(HttpHeaders.TRANSFER_ENCODING) : length.equals("0");
    }

    /** Whether the request could be sent once more. */
    boolean repeatable() {
        return state == State.NONE || state == State.WHOLE;
    }

    /** Whether nothing more is to be sent. */
    boolean complete() {
        return state == State.NONE || state == State.GIVEN;
    }

    /** Whether the client is the one to send something. */
    boolean awaitsClient() {
        return !complete() && pump.isPresent() && !pump.get().blocked();
    }

    /** The client may send it now. */
    void invited() {
        invited = true;
    }

    /** Whether the client keeps it back until it is asked for it, and was not asked (RFC 9110 section 10.1.1). */
    boolean isUninvited() {
        return state == State.WHOLE && !invited;
    }

    void keepBack() {
        if (!complete()) {
            pump = Optional.empty();
            request.pause();
        }
    }

    /**
     * Sends the request with its body.
     *
     * @param moved called with each piece
     */
    void sendTo(HttpClientRequest outgoing, Runnable moved) {
        if (state == State.NONE) {
            outgoing.end();
            return;
        }
        if (request.headers().contains(HttpHeaders.TRANSFER_ENCODING)) {
            outgoing.setChunked(true);
        }
        Pump flow = new Pump(request, outgoing, moved);
        pump = Optional.of(flow);
        request.handler(piece -> give(piece, outgoing, flow));
        request.endHandler(end -> end(outgoing, flow, moved));
        request.resume();
        // the first piece is often just behind the head; if not, the upstream should know of the request nevertheless
        vertx.runOnContext(later -> {
            if (state == State.WHOLE && isCurrent(flow)) {
                delimit(outgoing);
                outgoing.writeHead();
            }
        });
    }

    /** In HTTP/2 a request may turn out to have no body only when its end comes; until then it must not claim one. */
    private void delimit(HttpClientRequest outgoing) {
        if (!outgoing.isChunked() && !request.headers().contains(HttpHeaders.CONTENT_LENGTH)) {
            outgoing.setChunked(true);
        }
    }

    private void give(Buffer piece, HttpClientRequest outgoing, Pump flow) {
        if (isCurrent(flow)) {
            if (state == State.WHOLE) {
                delimit(outgoing);
            }
            state = State.BEGUN;
            flow.move(piece);
        }
    }

    private void end(HttpClientRequest outgoing, Pump flow, Runnable moved) {
        if (isCurrent(flow)) {
            state = state == State.WHOLE ? State.NONE : State.GIVEN;
            moved.run();
            outgoing.end();
        }
    }

    private boolean isCurrent(Pump flow) {
        return pump.isPresent() && pump.get() == flow;
    }

    /** Lets what is left of it run into the void, so that the connection can be used again. */
    void discard() {
        if (!complete() && !request.isEnded()) {
            pump = Optional.empty();
            request.handler(piece -> {});
            request.resume();
        }
    }
}
