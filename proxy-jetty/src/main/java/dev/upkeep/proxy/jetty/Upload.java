package dev.upkeep.proxy.jetty;

import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.jetty.client.ContentSourceRequestContent;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpHeaderValue;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.Trailers;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;
import org.jspecify.annotations.Nullable;

/**
 * The body of a client's request on its way to an upstream. Until an attempt has touched it, it is whole, and another
 * attempt can send it.
 */
final class Upload extends ContentSourceRequestContent {
    private final Request request;
    /** What was read to see whether there is a body; whoever takes it out releases it. */
    private final AtomicReference<Content.@Nullable Chunk> first;

    private volatile boolean touched;
    /** The client is the one to go on. */
    private volatile boolean awaited;

    private volatile @Nullable Throwable clientFailure;
    private volatile @Nullable Throwable attemptFailure;
    private volatile @Nullable HttpFields trailers;
    private volatile @Nullable Attempt attempt;

    private Upload(Request request, Content.@Nullable Chunk first) {
        super(request, null);
        this.request = request;
        this.first = new AtomicReference<>(first);
    }

    /** The body of a request, or null if it has none. */
    static @Nullable Upload of(Request request) {
        if (request.getLength() == 0) {
            return null;
        }
        if (request.getLength() > 0 || expectsContinue(request)) {
            return new Upload(request, null);
        }
        if (request.getConnectionMetaData().getHttpVersion().compareTo(HttpVersion.HTTP_2) >= 0) {
            return peeked(request);
        }
        return request.getHeaders().contains(HttpHeader.TRANSFER_ENCODING) ? new Upload(request, null) : null;
    }

    /** Whether a request has a body; nobody will read it. */
    static boolean comesWith(Request request) {
        Upload body = of(request);
        if (body != null) {
            body.release();
        }
        return body != null;
    }

    static boolean expectsContinue(Request request) {
        return request.getHeaders().contains(HttpHeader.EXPECT, HttpHeaderValue.CONTINUE.asString());
    }

    /** In HTTP/2 only the stream itself tells whether there is more than a head. */
    private static @Nullable Upload peeked(Request request) {
        Content.Chunk first = request.read();
        if (first != null && first.isLast() && !first.hasRemaining() && !Content.Chunk.isFailure(first)) {
            first.release();
            return null;
        }
        return new Upload(request, first);
    }

    /** Sends it with an attempt: the only one, or the next after one that did not touch it. */
    void sendWith(Attempt next) {
        attempt = next;
        awaited = false;
    }

    /** Whether nothing of it has been sent. */
    boolean isWhole() {
        return !touched;
    }

    /** Why the client did not send all of it, or null. */
    @Nullable Throwable clientFailure() {
        return clientFailure;
    }

    /** What came after it; null if nothing, or not yet. */
    @Nullable HttpFields trailers() {
        return trailers;
    }

    /** Forgets what is left of it. */
    void release() {
        Content.Chunk kept = first.getAndSet(null);
        if (kept != null) {
            kept.release();
        }
    }

    @Override
    public Content.@Nullable Chunk read() {
        Throwable over = attemptFailure;
        if (over != null) {
            return Content.Chunk.from(over, true);
        }
        Content.Chunk kept = first.getAndSet(null);
        Content.Chunk chunk = kept != null ? kept : request.read();
        if (isRest(chunk)) {
            return null;
        }
        if (Content.Chunk.isFailure(chunk)) {
            clientFailure = chunk.getFailure();
        } else if (chunk instanceof Trailers end) {
            trailers = end.getTrailers();
        }
        touched |= chunk != null;
        if (chunk != null) {
            came(chunk);
        }
        return chunk;
    }

    /** Jetty's word that the connection rests for as long as it may between requests; within one, attempts watch. */
    private static boolean isRest(Content.@Nullable Chunk chunk) {
        return chunk != null && Content.Chunk.isFailure(chunk, false) && chunk.getFailure() instanceof TimeoutException;
    }

    private void came(Content.Chunk chunk) {
        Attempt reading = attempt;
        if (reading == null) {
            return;
        }
        if (awaited) {
            awaited = false;
            reading.waitsForUpstream();
        }
        if (chunk.isLast() && !Content.Chunk.isFailure(chunk)) {
            reading.bodyCame();
        }
    }

    @Override
    public void demand(Runnable demanded) {
        touched = true;
        Attempt waiting = attempt;
        if (waiting != null && !awaited) {
            awaited = true;
            waiting.waitsForBody();
        }
        super.demand(demanded);
    }

    @Override
    public void fail(Throwable failure) {
        fail(failure, true);
    }

    /**
     * An attempt has failed. If it did not touch this, the next one can; if it did, there is no more to read for anybody.
     * The client's request does not fail with it: the client is still there, to be told what the router says.
     */
    @Override
    public void fail(Throwable failure, boolean last) {
        if (touched) {
            attemptFailure = failure;
        }
    }
}
