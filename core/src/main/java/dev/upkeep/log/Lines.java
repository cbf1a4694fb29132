package dev.upkeep.log;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;

/**
 * Lines that were printed one after another to one stream and seen at one time, as the bytes that they are: a text is
 * made only of those that somebody wants to read. The bytes belong to whoever made this and change after the call that
 * hands it over; who keeps lines keeps a {@link #copy()}. Reading it is thread-safe as long as the bytes do not change.
 */
public final class Lines {
    private static final int SPECIAL = 1 << 31;
    private static final int TRUNCATED = 1 << 30;
    private static final int PLACE = TRUNCATED - 1;

    private final Stream stream;
    private final Instant time;
    private final byte[] bytes;
    private final int[] bounds;
    private final int count;

    private Lines(Stream stream, Instant time, byte[] bytes, int[] bounds, int count) {
        this.stream = stream;
        this.time = time;
        this.bytes = bytes;
        this.bounds = bounds;
        this.count = count;
    }

    /**
     * One line.
     *
     * @param stream where it was printed to
     * @param time when it was seen
     * @param text without the line end
     * @param truncated true if it goes on in the next
     * @return that line
     */
    public static Lines of(Stream stream, Instant time, String text, boolean truncated) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return new Builder(bytes, bytes.length)
                .add(0, bytes.length, false, truncated)
                .build(stream, time);
    }

    /**
     * Where they were printed to.
     *
     * @return one stream for all
     */
    public Stream stream() {
        return stream;
    }

    /**
     * When they were seen.
     *
     * @return one time for all
     */
    public Instant time() {
        return time;
    }

    /**
     * How many there are.
     *
     * @return 0 or more
     */
    public int count() {
        return count;
    }

    /**
     * What {@link #from} and {@link #to} are places in.
     *
     * @return not to be changed
     */
    public byte[] bytes() {
        return bytes;
    }

    /**
     * Where a line begins.
     *
     * @param line from 0
     * @return the place of its first byte
     */
    public int from(int line) {
        return bounds[2 * line];
    }

    /**
     * Where a line ends.
     *
     * @param line from 0
     * @return the place after its last byte, without the line end
     */
    public int to(int line) {
        return bounds[2 * line + 1] & PLACE;
    }

    /**
     * Whether a line is known to be what {@link LogLine#plain()} leaves as it is: printable ASCII and tabs.
     *
     * @param line from 0
     * @return false if it has to be looked at
     */
    public boolean isPlain(int line) {
        return (bounds[2 * line + 1] & SPECIAL) == 0;
    }

    /**
     * Whether a line was too long for one.
     *
     * @param line from 0
     * @return true if it goes on in the next
     */
    public boolean isTruncated(int line) {
        return (bounds[2 * line + 1] & TRUNCATED) != 0;
    }

    /**
     * A line as text.
     *
     * @param line from 0
     * @return without the line end; bytes that are no UTF-8 are replaced
     */
    public String text(int line) {
        int from = from(line);
        return new String(bytes, from, to(line) - from, StandardCharsets.UTF_8);
    }

    /**
     * How many bytes there are from the beginning of the first line to the end of the last.
     *
     * @return 0 or more
     */
    public int size() {
        return count == 0 ? 0 : to(count - 1) - from(0);
    }

    /**
     * The same lines in bytes of their own.
     *
     * @return to be kept
     */
    public Lines copy() {
        int begin = count == 0 ? 0 : from(0);
        int[] moved = Arrays.copyOf(bounds, 2 * count);
        for (int i = 0; i < moved.length; i++) {
            moved[i] -= begin;
        }
        return new Lines(stream, time, Arrays.copyOfRange(bytes, begin, begin + size()), moved, count);
    }

    /** Collects the places of lines in the order of their bytes. Not thread-safe. */
    public static final class Builder {
        private static final int TYPICAL = 64;

        private final byte[] bytes;
        private int[] bounds;
        private int count;

        /**
         * Without lines.
         *
         * @param bytes what the lines are in; fewer than 2^30
         * @param size how many of the bytes will be looked at, about
         */
        public Builder(byte[] bytes, int size) {
            this.bytes = bytes;
            this.bounds = new int[2 + size / TYPICAL * 2];
        }

        /**
         * Adds the next line.
         *
         * @param from the place of its first byte
         * @param to the place after its last
         * @param plain whether it is printable ASCII and tabs
         * @param truncated whether it goes on in the next
         * @return this
         */
        public Builder add(int from, int to, boolean plain, boolean truncated) {
            if (2 * count == bounds.length) {
                bounds = Arrays.copyOf(bounds, 2 * bounds.length);
            }
            bounds[2 * count] = from;
            bounds[2 * count + 1] = to | (plain ? 0 : SPECIAL) | (truncated ? TRUNCATED : 0);
            count++;
            return this;
        }

        /**
         * The lines so far.
         *
         * @param stream where they were printed to
         * @param time when they were seen
         * @return them; this builder is not used any more
         */
        public Lines build(Stream stream, Instant time) {
            return new Lines(stream, time, bytes, bounds, count);
        }
    }
}
