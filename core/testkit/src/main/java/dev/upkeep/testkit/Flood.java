package dev.upkeep.testkit;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Random;
import java.util.zip.CRC32;
import java.util.zip.CheckedInputStream;

/** A body too large for any buffer, the same each time. */
record Flood(long length) {
    static final int MEBIBYTE = 1 << 20;
    private static final byte[] BLOCK = block();

    static Flood ofMebibytes(int count) {
        return new Flood((long) count * MEBIBYTE);
    }

    /** Sends what comes after the first bytes. */
    void sendFrom(long position, Wire wire) throws IOException {
        long at = position;
        while (at < length) {
            int from = (int) (at % BLOCK.length);
            int count = (int) Math.min(BLOCK.length - from, length - at);
            wire.send(BLOCK, from, count);
            at += count;
        }
    }

    /** Sends it as far as the other end takes it without anybody reading there; returns how far that was. */
    long sendUntilStalled(Wire wire) throws IOException {
        return wire.pushUntilStalled(BLOCK, length);
    }

    /** Sends it chunked, rounded up to whole blocks. */
    void sendInChunks(Wire wire) throws IOException {
        for (long at = 0; at < length; at += BLOCK.length) {
            wire.send(Integer.toHexString(BLOCK.length) + "\r\n");
            wire.send(BLOCK, 0, BLOCK.length);
            wire.send("\r\n");
        }
        wire.send("0\r\n\r\n");
    }

    /** As a stream. */
    InputStream stream() {
        return new InputStream() {
            private long at;

            @Override
            public int read() {
                return at < length ? BLOCK[(int) (at++ % BLOCK.length)] & 0xff : -1;
            }

            @Override
            public int read(byte[] target, int offset, int max) {
                if (at >= length) {
                    return -1;
                }
                int from = (int) (at % BLOCK.length);
                int count = (int) Math.min(Math.min(max, BLOCK.length - from), length - at);
                System.arraycopy(BLOCK, from, target, offset, count);
                at += count;
                return count;
            }
        };
    }

    /** CRC-32 and length of all that is left in a stream, as text. */
    static String fingerprint(InputStream in) throws IOException {
        CheckedInputStream checked = new CheckedInputStream(in, new CRC32());
        long length = checked.transferTo(OutputStream.nullOutputStream());
        return length + " bytes, crc " + Long.toHexString(checked.getChecksum().getValue());
    }

    String fingerprint() throws IOException {
        return fingerprint(stream());
    }

    private static byte[] block() {
        byte[] block = new byte[1 << 16];
        new Random(1).nextBytes(block);
        return block;
    }
}
