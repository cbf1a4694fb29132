package dev.upkeep.proxy.jetty;

import java.util.concurrent.CompletableFuture;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.IteratingCallback;
import org.eclipse.jetty.util.thread.Invocable;
import org.jspecify.annotations.Nullable;

/**
 * Copies the body of an answer to the client, piece by piece as it comes, and reads no further than the client takes. The
 * head goes with the first piece, but does not wait for it.
 */
final class AnswerCopy extends IteratingCallback {
    private final Content.Source body;
    private final Response response;
    private final Attempt attempt;
    private final CompletableFuture<@Nullable Void> copied;
    private Content.@Nullable Chunk piece;
    private boolean complete;

    /** {@code copied} fails only if the client does not take the answer. */
    AnswerCopy(Content.Source body, Response response, Attempt attempt, CompletableFuture<@Nullable Void> copied) {
        this.body = body;
        this.response = response;
        this.attempt = attempt;
        this.copied = copied;
    }

    @Override
    protected Action process() throws Throwable {
        if (complete) {
            return Action.SUCCEEDED;
        }
        piece = body.read();
        if (piece == null) {
            waitForMore();
        } else if (Content.Chunk.isFailure(piece) && attempt.isRecalled()) {
            complete = true;
            response.write(true, BufferUtil.EMPTY_BUFFER, this);
        } else if (Content.Chunk.isFailure(piece)) {
            throw new Broken(piece.getFailure());
        } else {
            complete = piece.isLast();
            attempt.waitsForClient();
            response.write(complete, piece.getByteBuffer(), this);
        }
        return Action.SCHEDULED;
    }

    private void waitForMore() {
        if (response.isCommitted()) {
            attempt.waitsForUpstream();
            body.demand(Invocable.from(InvocationType.NON_BLOCKING, this::succeeded));
        } else {
            response.write(false, BufferUtil.EMPTY_BUFFER, this);
        }
    }

    @Override
    protected void onSuccess() {
        piece = Content.Chunk.releaseAndNext(piece);
    }

    @Override
    protected void onCompleteSuccess() {
        copied.complete(null);
    }

    @Override
    protected void onCompleteFailure(Throwable cause) {
        piece = Content.Chunk.releaseAndNext(piece);
        if (!(cause instanceof Broken)) {
            copied.completeExceptionally(cause);
            body.fail(cause);
        }
    }

    @Override
    public InvocationType getInvocationType() {
        return InvocationType.NON_BLOCKING;
    }

    /** The upstream ended the body too early; the client of Jetty tells the attempt itself. */
    private static final class Broken extends Exception {
        private static final long serialVersionUID = 1;

        Broken(Throwable cause) {
            super(cause);
        }
    }
}
