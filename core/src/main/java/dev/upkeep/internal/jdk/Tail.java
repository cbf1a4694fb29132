package dev.upkeep.internal.jdk;

import dev.upkeep.log.Stream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What a process prints to one of its streams: the spool file that it appends to, and how far that was read. The file is
 * held open only while something comes, so that quiet processes cost no handle. Not thread-safe.
 */
final class Tail {
    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);

    private final Path file;
    private final LineSplitter splitter;
    private Instant seen = Instant.EPOCH;
    private @Nullable FileChannel channel;
    private long offset;
    private long end = Long.MAX_VALUE;
    private boolean broken;

    Tail(Path file, Stream stream, SafeSink sink) {
        this.file = file;
        this.splitter = new LineSplitter((text, truncated) -> sink.line(stream, seen, text, truncated));
    }

    Path file() {
        return file;
    }

    long offset() {
        return offset;
    }

    /**
     * Reads what is new, at most as much as the buffer holds.
     *
     * @param buffer backed by an array; what it holds is overwritten
     * @return how many bytes were read
     */
    int read(ByteBuffer buffer) {
        try {
            return broken ? 0 : readInto(buffer);
        } catch (IOException e) {
            LOG.error("{}: cannot be read; what is printed there from now on is lost", file, e);
            broken = true;
            return 0;
        }
    }

    private int readInto(ByteBuffer buffer) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            if (file.toFile().length() <= offset) {
                return 0;
            }
            open = FileChannel.open(file, StandardOpenOption.READ, StandardOpenOption.WRITE);
            channel = open;
        }
        buffer.clear();
        int read = open.read(buffer, offset);
        if (read > 0) {
            offset += read;
            seen = Instant.now();
            splitter.feed(buffer.array(), 0, read);
        }
        return Math.max(0, read);
    }

    /** From now on, only what is there already is still read. */
    void endHere() {
        end = file.toFile().length();
    }

    /** Whether everything up to the end was read. */
    boolean isDone() {
        return broken || offset >= end;
    }

    /** Begins the file anew if all of it was read. What is printed between the look and the cut is lost. */
    void cut() {
        try {
            if (channel != null && channel.size() == offset) {
                channel.truncate(0);
                offset = 0;
            }
        } catch (IOException e) {
            LOG.warn("{}: cannot be cut", file, e);
        }
    }

    /** Gives the handle back until something comes again. */
    void rest() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.warn("{}: cannot be closed", file, e);
        }
        channel = null;
    }

    /** Hands over the last line and removes the file. */
    void close() {
        splitter.end();
        rest();
        delete();
    }

    void delete() {
        try {
            Files.deleteIfExists(file);
        } catch (IOException e) {
            LOG.warn("{}: cannot be removed", file, e);
        }
    }
}
