package dev.upkeep.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** One end of a connection, byte by byte. No read waits for ever. */
final class Wire implements AutoCloseable {
    private static final int MAX_WAIT_MILLIS = 15_000;
    private static final int STALLED_MILLIS = 250;

    private final SocketChannel channel;
    private final InputStream in;
    private final OutputStream out;

    Wire(SocketChannel channel) throws IOException {
        this.channel = channel;
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.socket().setSoTimeout(MAX_WAIT_MILLIS);
        this.in = new BufferedInputStream(channel.socket().getInputStream(), 1 << 16);
        this.out = Channels.newOutputStream(channel);
    }

    static Wire to(int port) throws IOException {
        return new Wire(SocketChannel.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
    }

    void send(String text) throws IOException {
        out.write(text.getBytes(ISO_8859_1));
    }

    void send(byte[] bytes, int from, int count) throws IOException {
        out.write(bytes, from, count);
    }

    void sendChunk(String text) throws IOException {
        send(Integer.toHexString(text.length()) + "\r\n" + text + "\r\n");
    }

    /** Reads up to the empty line. */
    Head readHead() throws IOException {
        return new Head(readLine(), readFields());
    }

    /** Reads a request with its body. */
    Message readRequest() throws IOException {
        return readRest(readHead(), false);
    }

    /** Reads an answer to a request of any method but HEAD, with its body. */
    Message readAnswer() throws IOException {
        Head head = readHead();
        boolean empty = head.status() < 200 || head.status() == 204 || head.status() == 304;
        return empty ? new Message(head, new byte[0], List.of()) : readRest(head, true);
    }

    /** The body that follows this head; it ends with {@code EOFException} if it is cut off. */
    InputStream body(Head head) {
        return head.isChunked()
                ? BodyStream.chunked(this)
                : BodyStream.ofLength(in, head.contentLength().orElse(0L));
    }

    /** Reads one chunk, if one comes before the end of the connection. */
    Optional<byte[]> readChunkOrEnd() throws IOException {
        try {
            return Optional.of(readChunk());
        } catch (SocketTimeoutException e) {
            throw e;
        } catch (IOException e) {
            return Optional.empty();
        }
    }

    /** Reads one chunk, but not the line end behind it, which may come only with the next; empty if it is the last. */
    byte[] readChunk() throws IOException {
        String size = readLine();
        if (size.isEmpty()) {
            size = readLine();
        }
        return readBytes(Integer.parseInt(size.split(";")[0].trim(), 16));
    }

    byte[] readBytes(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("ended after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    /** What comes next, up to this length; ends with {@code EOFException} if it is cut off. */
    InputStream next(long length) {
        return BodyStream.ofLength(in, length);
    }

    /** All that comes until the other end closes. */
    InputStream rest() {
        return in;
    }

    /** Reads until the other end closes. */
    byte[] readAll() throws IOException {
        return in.readAllBytes();
    }

    String readLine() throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("ended after \"" + line + "\"");
            }
            line.append((char) c);
        }
        return line.toString().replace("\r", "");
    }

    List<Head.Field> readFields() throws IOException {
        List<Head.Field> fields = new ArrayList<>();
        for (String line = readLine(); !line.isEmpty(); line = readLine()) {
            int colon = line.indexOf(':');
            fields.add(new Head.Field(
                    line.substring(0, colon), line.substring(colon + 1).strip()));
        }
        return fields;
    }

    /** Reads and forgets everything until the other end closes or resets; fails if it does neither. */
    void awaitEnd() throws IOException {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (SocketTimeoutException e) {
            throw new AssertionError("the other end did not close the connection", e);
        } catch (IOException e) {
            // reset: an end too
            return;
        }
    }

    /** Sends this again and again until the other end takes no more, or the limit is reached; returns how much it took. */
    long pushUntilStalled(byte[] block, long limit) throws IOException {
        try (Selector selector = Selector.open()) {
            channel.configureBlocking(false);
            channel.register(selector, SelectionKey.OP_WRITE);
            long sent = 0;
            ByteBuffer buffer = ByteBuffer.wrap(block);
            while (sent < limit && selector.select(STALLED_MILLIS) > 0) {
                selector.selectedKeys().clear();
                buffer.position((int) (sent % block.length));
                buffer.limit((int) Math.min(block.length, buffer.position() + limit - sent));
                sent += channel.write(buffer);
                buffer.clear();
            }
            return sent;
        } finally {
            channel.configureBlocking(true);
        }
    }

    /** Ends the sending direction. */
    void shutdownOutput() throws IOException {
        channel.shutdownOutput();
    }

    /** Closes with a RST, as a killed process with unread data does. */
    void reset() throws IOException {
        channel.setOption(StandardSocketOptions.SO_LINGER, 0);
        channel.close();
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }

    private Message readRest(Head head, boolean untilEnd) throws IOException {
        boolean delimited = head.isChunked() || head.contentLength().isPresent();
        byte[] body = !delimited && untilEnd ? in.readAllBytes() : body(head).readAllBytes();
        return new Message(head, body, head.isChunked() ? readFields() : List.of());
    }
}
