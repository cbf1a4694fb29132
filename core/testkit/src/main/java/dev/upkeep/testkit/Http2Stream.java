package dev.upkeep.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.concurrent.TimeUnit.SECONDS;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Enumeration;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeoutException;
import org.eclipse.jetty.http.HttpFields;
import org.eclipse.jetty.http.HttpVersion;
import org.eclipse.jetty.http.MetaData;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.DataFrame;
import org.eclipse.jetty.http2.frames.HeadersFrame;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.util.Callback;

/**
 * One stream of HTTP/2 from either end, frame by frame: no more of a body is let in than is read here. No read waits for
 * ever.
 */
final class Http2Stream implements Stream.Listener {
    private static final int MAX_WAIT_SECONDS = 15;
    private static final int STALLED_SECONDS = 1;
    private static final int PIECE = 1 << 14;

    /** What came: {@code Head}, a piece of the body, or one of these two. */
    private record End(List<Head.Field> trailers, boolean withHead) {}

    private record Broken(String why) {}

    private final BlockingQueue<Object> arrived = new LinkedBlockingQueue<>();
    private final CompletableFuture<Stream> stream = new CompletableFuture<>();
    private List<Head.Field> trailers = List.of();

    /** One that a client has opened, with this head. */
    static Http2Stream opened(Stream stream, HeadersFrame head) {
        Http2Stream opened = new Http2Stream();
        opened.stream.complete(stream);
        opened.onHeaders(stream, head);
        if (!head.isEndStream()) {
            stream.demand();
        }
        return opened;
    }

    @Override
    public void onNewStream(Stream own) {
        stream.complete(own);
        own.demand();
    }

    @Override
    public void onHeaders(Stream own, HeadersFrame frame) {
        MetaData head = frame.getMetaData();
        if (head instanceof MetaData.Response response) {
            arrived.add(new Head("HTTP/2 " + response.getStatus(), fields(head)));
        } else if (head instanceof MetaData.Request request) {
            arrived.add(requestHead(request));
        } else {
            takeWhatIsThere(own);
            arrived.add(new End(fields(head), false));
            return;
        }
        if (frame.isEndStream()) {
            arrived.add(new End(List.of(), true));
        }
    }

    private static Head requestHead(MetaData.Request request) {
        List<Head.Field> fields = fields(request);
        fields.add(new Head.Field(":authority", request.getHttpURI().getAuthority()));
        return new Head(request.getMethod() + " " + request.getHttpURI().getPathQuery() + " HTTP/2", fields);
    }

    private static List<Head.Field> fields(MetaData head) {
        List<Head.Field> fields = new ArrayList<>();
        head.getHttpFields().forEach(field -> fields.add(new Head.Field(field.getName(), field.getValue())));
        return fields;
    }

    private void takeWhatIsThere(Stream own) {
        for (Stream.Data data = own.readData(); data != null; data = own.readData()) {
            boolean last = data.frame().isEndStream();
            take(data);
            if (last) {
                return;
            }
        }
    }

    private void take(Stream.Data data) {
        byte[] piece = new byte[data.frame().remaining()];
        data.frame().getByteBuffer().get(piece);
        data.release();
        if (piece.length > 0) {
            arrived.add(piece);
        }
    }

    @Override
    public void onDataAvailable(Stream own) {
        Stream.Data data = own.readData();
        if (data == null) {
            own.demand();
            return;
        }
        boolean last = data.frame().isEndStream();
        boolean empty = data.frame().remaining() == 0;
        take(data);
        if (last) {
            arrived.add(new End(List.of(), false));
        } else if (empty) {
            own.demand();
        }
    }

    @Override
    public void onReset(Stream own, ResetFrame frame, Callback callback) {
        arrived.add(new Broken("reset with " + ErrorCode.toString(frame.getError(), "?")));
        callback.succeeded();
    }

    @Override
    public void onFailure(Stream own, int error, String reason, Throwable failure, Callback callback) {
        arrived.add(new Broken(String.valueOf(reason)));
        callback.succeeded();
    }

    /** The next head: of a request, an interim answer, or an answer. */
    Head readHead() throws IOException {
        return (Head) next();
    }

    /** After a head without a body: whether the end came in its frame. */
    boolean cameWhole() throws IOException {
        return next() instanceof End end && end.withHead();
    }

    /** The next piece of the body; empty after the last. */
    String readPiece() throws IOException {
        return new String(readBytes(), ISO_8859_1);
    }

    /** The same as bytes. */
    byte[] readBytes() throws IOException {
        Object piece = next();
        if (piece instanceof End end) {
            trailers = end.trailers();
            return new byte[0];
        }
        own().demand();
        return (byte[]) piece;
    }

    /** The rest of the body, as it comes. */
    InputStream body() {
        return new SequenceInputStream(new Enumeration<>() {
            private byte[] next = new byte[0];
            private boolean ended;

            @Override
            public boolean hasMoreElements() {
                if (next.length == 0 && !ended) {
                    next = piece();
                    ended = next.length == 0;
                }
                return !ended;
            }

            @Override
            public InputStream nextElement() {
                ByteArrayInputStream piece = new ByteArrayInputStream(next);
                next = new byte[0];
                return piece;
            }
        });
    }

    private byte[] piece() {
        try {
            return readBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** All of a message, without interim answers before it. */
    Message readMessage() throws IOException {
        Head head = readHead();
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        for (byte[] piece = readBytes(); piece.length > 0; piece = readBytes()) {
            body.write(piece);
        }
        return new Message(head, body.toByteArray(), trailers);
    }

    /** Waits for the other end to break the stream off; fails if it does not. */
    String awaitReset() throws IOException {
        try {
            while (true) {
                next();
                own().demand();
            }
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the stream was not broken off", e);
        } catch (IOException e) {
            return String.valueOf(e.getMessage());
        }
    }

    private Object next() throws IOException {
        try {
            Object next = arrived.poll(MAX_WAIT_SECONDS, SECONDS);
            if (next == null) {
                throw new SocketTimeoutException("nothing came");
            }
            if (next instanceof Broken broken) {
                throw new IOException(broken.why());
            }
            return next;
        } catch (InterruptedException e) {
            throw new IOException(e);
        }
    }

    /** An answer, or an interim one; more is to follow. */
    void answer(int status, Head.Field... fields) throws IOException {
        send(new MetaData.Response(status, null, HttpVersion.HTTP_2, fields(fields)), false);
    }

    /** An answer without a body, its end in the same frame. */
    void answerWhole(int status, Head.Field... fields) throws IOException {
        send(new MetaData.Response(status, null, HttpVersion.HTTP_2, fields(fields)), true);
    }

    /** Breaks the stream off. */
    void reset(ErrorCode code) throws IOException {
        own().reset(new ResetFrame(own().getId(), code.code), Callback.NOOP);
    }

    /** A piece of the body, once it was taken. */
    void send(String piece) throws IOException {
        done(own().data(new DataFrame(own().getId(), ByteBuffer.wrap(piece.getBytes(ISO_8859_1)), false)));
    }

    /** A whole body, as fast as it is taken, and its end. */
    void send(InputStream body) throws IOException {
        for (byte[] piece = body.readNBytes(PIECE); piece.length > 0; piece = body.readNBytes(PIECE)) {
            done(own().data(new DataFrame(own().getId(), ByteBuffer.wrap(piece), false)));
        }
        end();
    }

    /** The end of the body, with nothing in it. */
    void end() throws IOException {
        done(own().data(new DataFrame(own().getId(), ByteBuffer.allocate(0), true)));
    }

    /** The end, behind the body. */
    void end(Head.Field... after) throws IOException {
        send(new MetaData(HttpVersion.HTTP_2, fields(after)), true);
    }

    /** Sends a body until the other end takes no more of it; returns how much it took. */
    long pushUntilStalled(long limit) throws IOException {
        ByteBuffer piece = ByteBuffer.allocate(PIECE);
        for (long sent = 0; sent < limit; sent += PIECE) {
            CompletableFuture<Stream> sending = own().data(new DataFrame(own().getId(), piece.duplicate(), false));
            try {
                sending.get(STALLED_SECONDS, SECONDS);
            } catch (TimeoutException stalled) {
                return sent;
            } catch (ExecutionException | InterruptedException e) {
                throw new IOException(e);
            }
        }
        return limit;
    }

    /** Gives it up. */
    void cancel() throws IOException {
        reset(ErrorCode.CANCEL_STREAM_ERROR);
    }

    private void send(MetaData head, boolean last) throws IOException {
        done(own().headers(new HeadersFrame(own().getId(), head, null, last)));
    }

    private Stream own() throws IOException {
        return done(stream);
    }

    static HttpFields fields(Head.Field... fields) {
        HttpFields.Mutable made = HttpFields.build();
        for (Head.Field field : fields) {
            made.add(field.name(), field.value());
        }
        return made;
    }

    static <T> T done(CompletableFuture<T> future) throws IOException {
        try {
            return future.get(MAX_WAIT_SECONDS, SECONDS);
        } catch (ExecutionException | TimeoutException | InterruptedException e) {
            throw new IOException(e);
        }
    }
}
