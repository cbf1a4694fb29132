package dev.upkeep.testkit;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** Bodies of HTTP/1.1 messages, to be read piece by piece. */
final class BodyStream {
    private BodyStream() {}

    static InputStream ofLength(InputStream in, long length) {
        return new InputStream() {
            private long left = length;

            @Override
            public int read() throws IOException {
                byte[] one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int max) throws IOException {
                if (left == 0) {
                    return -1;
                }
                int count = in.read(target, offset, (int) Math.min(left, max));
                if (count < 0) {
                    throw new EOFException("ended " + left + " bytes before the end of the body");
                }
                left -= count;
                return count;
            }
        };
    }

    /** Leaves the trailers unread. */
    static InputStream chunked(Wire wire) {
        return new InputStream() {
            private byte[] chunk = new byte[0];
            private int at;
            private boolean ended;

            @Override
            public int read() throws IOException {
                return prepare() ? chunk[at++] & 0xff : -1;
            }

            @Override
            public int read(byte[] target, int offset, int max) throws IOException {
                if (!prepare()) {
                    return -1;
                }
                int count = Math.min(max, chunk.length - at);
                System.arraycopy(chunk, at, target, offset, count);
                at += count;
                return count;
            }

            private boolean prepare() throws IOException {
                if (!ended && at == chunk.length) {
                    chunk = wire.readChunk();
                    at = 0;
                    ended = chunk.length == 0;
                }
                return !ended;
            }
        };
    }
}
