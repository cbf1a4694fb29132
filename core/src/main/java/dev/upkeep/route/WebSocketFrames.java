package dev.upkeep.route;

/**
 * Follows the frames of one direction of a WebSocket (RFC 6455 section 5.2) that pass in any pieces, to know where a frame
 * of one's own could stand between them. Looks at headers only. Not thread-safe.
 */
public final class WebSocketFrames {
    private static final int LENGTH_IN_2_BYTES = 126;
    private static final int LENGTH_IN_8_BYTES = 127;
    private static final int CLOSE = 8;
    private static final int KEY_BYTES = 4;

    /** A Close frame of a server, with code 1012: the service restarts, come again (RFC 6455 section 7.4, IANA registry). */
    private static final byte[] RESTART = {(byte) 0x88, 2, 0x03, (byte) 0xf4};

    /** What has passed of a header so far: nothing, the first byte, the second too. */
    private int seen;

    private int lengthBytes;
    private int keyBytes;
    private long payload;
    private boolean closing;

    /** Nothing has passed yet. */
    public WebSocketFrames() {
        // so it is documented
    }

    /** A piece of what passes. */
    @FunctionalInterface
    public interface Piece {
        /**
         * One byte of it.
         *
         * @param index 0 for the first
         * @return the byte there
         */
        byte at(int index);
    }

    /**
     * What a server that restarts can say where {@link #isOneWelcome} says so.
     *
     * @return a whole frame, a copy each time
     */
    public static byte[] restart() {
        return RESTART.clone();
    }

    /**
     * A piece passes.
     *
     * @param length of it
     * @param piece to look at, only during this call
     */
    public void pass(int length, Piece piece) {
        int at = 0;
        while (at < length) {
            if (isInPayload()) {
                int step = (int) Math.min(payload, length - at);
                payload -= step;
                at += step;
            } else {
                header(piece.at(at) & 0xff);
                at++;
            }
            if (seen == 2 && lengthBytes == 0 && keyBytes == 0 && payload == 0) {
                seen = 0;
            }
        }
    }

    /**
     * Whether a frame could stand here: the last one is complete, and was no Close, after which there are none.
     *
     * @return true also at the very beginning
     */
    public boolean isOneWelcome() {
        return seen == 0 && !closing;
    }

    private boolean isInPayload() {
        return seen == 2 && lengthBytes == 0 && keyBytes == 0;
    }

    private void header(int value) {
        if (seen == 0) {
            closing |= (value & 0xf) == CLOSE;
            seen = 1;
        } else if (seen == 1) {
            second(value);
            seen = 2;
        } else if (lengthBytes > 0) {
            payload = (payload << 8 | value) & Long.MAX_VALUE;
            lengthBytes--;
        } else {
            keyBytes--;
        }
    }

    private void second(int value) {
        keyBytes = (value & 0x80) == 0 ? 0 : KEY_BYTES;
        int length = value & 0x7f;
        lengthBytes = length == LENGTH_IN_2_BYTES ? 2 : length == LENGTH_IN_8_BYTES ? 8 : 0;
        payload = lengthBytes == 0 ? length : 0;
    }
}
