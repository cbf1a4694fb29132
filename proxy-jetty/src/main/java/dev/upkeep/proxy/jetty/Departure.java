package dev.upkeep.proxy.jetty;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.function.Consumer;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.io.AbstractEndPoint;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EofException;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.BufferUtil;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/**
 * Notices that a client has gone away while nothing is read from it. With HTTP/2 Jetty tells that by itself; a connection of
 * HTTP/1.1 must be looked at. If the next request comes instead of the end, its first byte is read, and put back later.
 */
final class Departure {
    private static final EofException PAUSED = new EofException("paused");

    private final @Nullable AbstractEndPoint client;
    private final Connection connection;
    private final Consumer<Throwable> gone;
    private final Callback readable = new Readable();
    private boolean watching;
    private boolean stopped;
    private @Nullable ByteBuffer early;

    Departure(Request request, Consumer<Throwable> gone) {
        this.connection = request.getConnectionMetaData().getConnection();
        this.client = request.getConnectionMetaData().getHttpVersion().compareTo(HttpVersion.HTTP_2) < 0
                        && connection instanceof Connection.UpgradeTo
                        && connection.getEndPoint() instanceof AbstractEndPoint endPoint
                ? endPoint
                : null;
        this.gone = gone;
    }

    /** Watches from now on. Nobody else may read before {@link #pause()}. */
    synchronized void watch() {
        if (client != null && !watching && !stopped && early == null) {
            watching = true;
            watching = client.tryFillInterested(readable) && watching;
        }
    }

    /** Leaves reading to others. */
    synchronized void pause() {
        if (client != null && watching) {
            watching = false;
            client.getFillInterest().onFail(PAUSED);
        }
        if (early != null) {
            ((Connection.UpgradeTo) connection).onUpgradeTo(early);
            early = null;
        }
    }

    /** Leaves reading to others for good. */
    synchronized void stop() {
        stopped = true;
        pause();
    }

    /** Null if the client is there. */
    private synchronized @Nullable IOException look() {
        if (client == null || !watching) {
            return null;
        }
        watching = false;
        ByteBuffer first = BufferUtil.allocate(1);
        try {
            int read = client.fill(first);
            if (read < 0) {
                return new EofException("the client has gone");
            }
            early = read > 0 ? first : null;
            watch();
            return null;
        } catch (IOException broken) {
            return broken;
        }
    }

    private synchronized boolean isCutOff() {
        boolean watched = watching;
        watching = false;
        return watched;
    }

    /** Told when there is something to read, or when there never will be. */
    private final class Readable implements Callback {
        @Override
        public void succeeded() {
            IOException cause = look();
            if (cause != null) {
                gone.accept(cause);
            }
        }

        @Override
        public void failed(Throwable cause) {
            if (isCutOff()) {
                gone.accept(cause);
            }
        }

        @Override
        public InvocationType getInvocationType() {
            return InvocationType.NON_BLOCKING;
        }
    }
}
