package dev.upkeep.internal.output;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** Looks for bytes eight at a time. */
final class Ascii {
    private static final VarHandle EIGHT = MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);
    private static final long ONES = 0x0101010101010101L;
    private static final long TOPS = ONES << 7;

    private Ascii() {}

    /**
     * The place of the first byte that is no printable ASCII character.
     *
     * @return {@code to} if there is none
     */
    static int special(byte[] bytes, int from, int to) {
        int i = from;
        for (; i <= to - Long.BYTES; i += Long.BYTES) {
            long found = specials((long) EIGHT.get(bytes, i));
            if (found != 0) {
                return i + (Long.numberOfTrailingZeros(found) >>> 3);
            }
        }
        while (i < to && bytes[i] >= ' ' && bytes[i] != 0x7f) {
            i++;
        }
        return i;
    }

    /**
     * The top bit of each byte that is below the space, DEL, or above ASCII. Carries can set the bit of a harmless byte,
     * but only above a byte that is rightly found, so that the lowest is always right.
     */
    private static long specials(long eight) {
        return (eight - ONES * ' ' & ~eight | eight + ONES | eight) & TOPS;
    }
}
