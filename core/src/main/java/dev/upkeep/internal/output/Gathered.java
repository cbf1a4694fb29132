package dev.upkeep.internal.output;

import java.util.Arrays;

/** Bytes that wait to be written: whole lines, and room that grows with them. Not thread-safe. */
final class Gathered {
    private static final byte[] NOTHING = {};
    private static final int FEW = 8 * 1024;

    private byte[] bytes = NOTHING;
    private int size;

    byte[] bytes() {
        return bytes;
    }

    int size() {
        return size;
    }

    boolean isEmpty() {
        return size == 0;
    }

    /** Makes room for so many more at once. */
    void reserve(int more) {
        if (size + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, Math.min(2 * bytes.length, bytes.length + (1 << 20))));
        }
    }

    void add(byte b) {
        reserve(1);
        bytes[size++] = b;
    }

    void add(byte[] more) {
        add(more, 0, more.length);
    }

    void add(byte[] more, int from, int to) {
        reserve(to - from);
        System.arraycopy(more, from, bytes, size, to - from);
        size += to - from;
    }

    /** Where the line begins that holds the byte at a place, or that begins there. */
    int lineBefore(int place) {
        int begin = place;
        while (begin > 0 && bytes[begin - 1] != '\n') {
            begin--;
        }
        return begin;
    }

    /** Where the line ends that begins at a place: after its line end. */
    int lineAfter(int place) {
        int end = place;
        while (end < size && bytes[end] != '\n') {
            end++;
        }
        return Math.min(size, end + 1);
    }

    /** Forgets the first bytes. */
    void drop(int count) {
        size -= count;
        System.arraycopy(bytes, count, bytes, 0, size);
    }

    /** Gives its room back, if nothing is in it, but for a little that is always needed. */
    void shrink() {
        if (size == 0 && bytes.length > FEW) {
            bytes = NOTHING;
        }
    }
}
