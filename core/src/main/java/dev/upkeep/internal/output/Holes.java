package dev.upkeep.internal.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** What stands in a file where space was given back to the disk: zeros. */
final class Holes {
    private static final int BUFFER = 256 * 1024;

    private Holes() {}

    /** Where the zeros end that a file begins with. */
    static long end(FileChannel file) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER);
        long offset = 0;
        for (int read = file.read(buffer, 0); read > 0; read = file.read(buffer.clear(), offset)) {
            for (int i = 0; i < read; i++) {
                if (buffer.get(i) != 0) {
                    return offset + i;
                }
            }
            offset += read;
        }
        return offset;
    }
}
