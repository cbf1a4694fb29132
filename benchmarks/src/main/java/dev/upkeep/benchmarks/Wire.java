package dev.upkeep.benchmarks;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.SocketTimeoutException;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import java.util.Locale;

/** One connection of a plain client that speaks HTTP/1.1, and never asks twice. */
final class Wire {
    /** Milliseconds without an answer after which one is given up. */
    static final int PATIENCE = 20_000;

    private final SocketChannel channel;
    private final InputStream in;
    private boolean reusable;

    private Wire(SocketChannel channel) throws IOException {
        this.channel = channel;
        this.in = new BufferedInputStream(channel.socket().getInputStream());
    }

    static Wire open(int port) throws IOException {
        SocketChannel channel = SocketChannel.open();
        try {
            channel.socket().setSoTimeout(PATIENCE);
            channel.socket().setTcpNoDelay(true);
            channel.socket().connect(new InetSocketAddress("127.0.0.1", port), PATIENCE);
            return new Wire(channel);
        } catch (IOException e) {
            channel.close();
            throw e;
        }
    }

    /** Asks with an id that the answer must have as its body: the status, or what is wrong with the answer. */
    String ask(String method, String id, boolean keep) throws IOException {
        reusable = false;
        String body = method.equals("POST") ? id : "";
        String head = method + " /work?id=" + id + " HTTP/1.1\r\nHost: localhost\r\n"
                + (keep ? "" : "Connection: close\r\n")
                + (method.equals("POST") ? "Content-Length: " + body.length() + "\r\n" : "")
                + "\r\n";
        channel.socket().getOutputStream().write((head + body).getBytes(ISO_8859_1));
        String answer = head();
        String status = answer.substring(9, 12);
        if (!status.equals("200")) {
            return status;
        }
        String fields = answer.toLowerCase(Locale.ROOT);
        int at = fields.indexOf("\r\ncontent-length:");
        if (at < 0) {
            return "no-length";
        }
        int length = Integer.parseInt(
                fields.substring(at + 17, fields.indexOf("\r\n", at + 2)).trim());
        byte[] content = in.readNBytes(length);
        if (!new String(content, ISO_8859_1).equals(id)) {
            return content.length < length ? "cut" : "wrong-answer";
        }
        reusable = keep && !fields.contains("\r\nconnection: close");
        return status;
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException(head.size() == 0 ? "closed" : "cut");
            }
            head.write(next);
            ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : 0;
        }
        return head.toString(ISO_8859_1);
    }

    boolean isReusable() {
        return reusable;
    }

    /** Whether the other end has not closed it, as a client may know before it asks. */
    boolean isStillOpen() {
        try {
            channel.configureBlocking(false);
            boolean open = channel.read(ByteBuffer.allocate(1)) == 0;
            channel.configureBlocking(true);
            return open;
        } catch (IOException e) {
            return false;
        }
    }

    void close() {
        try {
            channel.close();
        } catch (IOException e) {
            // then it is closed as well
        }
    }

    /** A word for what went wrong. */
    static String cause(IOException e) {
        if (e instanceof ConnectException) {
            return "refused";
        }
        if (e instanceof SocketTimeoutException) {
            return "timeout";
        }
        if (e instanceof EOFException) {
            return String.valueOf(e.getMessage());
        }
        return "reset";
    }
}
