package dev.upkeep.internal.output;

import dev.upkeep.internal.system.FileTrouble;
import dev.upkeep.log.LogLine;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The log file of one process: lines such as {@code [2024-01-01T12:00:00.000Z] STDOUT: ready}. They are gathered and
 * written on {@link #flush()}. Whatever is wrong with the disk never reaches the caller: it is logged once, lines are kept
 * as long as they fit, what no longer does is counted, every flush tries again, and the file says how many are missing. A
 * file that was moved or deleted is made anew. Thread-safe.
 */
public final class FileLog implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(FileLog.class);
    private static final int MOST = 256 * 1024;
    private static final int FEW = 8 * 1024;

    /** The bits of a file's mode that say what kind of file it is; inode(7). */
    private static final int KIND = 0170000;

    private static final int CHARACTER_DEVICE = 0020000;

    private static final byte[] NOTHING = {};

    private final Path file;
    private byte[] gathered = NOTHING; // this and all below guarded by this
    private int size;
    private long lost;
    private @Nullable String trouble;
    private @Nullable FileChannel channel;
    private @Nullable Object key;

    /**
     * A log that has written nothing.
     *
     * @param file is appended to; made on first use, with its folders
     */
    public FileLog(Path file) {
        this.file = file.toAbsolutePath();
    }

    /**
     * Adds a line.
     *
     * @param line written plain, see {@link LogLine#plain()}
     */
    public synchronized void write(LogLine line) {
        byte[] bytes = LogFormat.text(line);
        if (size + bytes.length > MOST) {
            flush();
        }
        if (lost > 0 || size + bytes.length > MOST) {
            lost++;
        } else {
            gather(bytes);
        }
    }

    /** Writes out what was gathered. */
    public synchronized void flush() {
        if (size == 0) {
            return;
        }
        try {
            FileChannel open = open();
            writeTo(open);
            if (trouble != null) {
                recovered(trouble);
                writeTo(open);
            }
        } catch (IOException e) {
            failed(e);
        }
    }

    private FileChannel open() throws IOException {
        FileChannel open = channel;
        if (open != null && isStillThere()) {
            return open;
        }
        release();
        Files.createDirectories(file.getParent());
        requireAppendable(file);
        open = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        channel = open;
        key = keyOf(file);
        return open;
    }

    /** Opening a named pipe would wait for a reader, maybe for ever, and with it all who are read on the same thread. */
    private static void requireAppendable(Path file) throws IOException {
        if (Files.exists(file)
                && Files.readAttributes(file, BasicFileAttributes.class).isOther()
                && !isCharacterDevice(file)) {
            throw new IOException("it is neither a file nor a character device. Remove it, or correct logFile");
        }
    }

    private static boolean isCharacterDevice(Path file) throws IOException {
        return file.getFileSystem().supportedFileAttributeViews().contains("unix")
                && Files.getAttribute(file, "unix:mode") instanceof Integer mode
                && (mode & KIND) == CHARACTER_DEVICE;
    }

    private boolean isStillThere() {
        try {
            Object found = keyOf(file);
            return found == null || found.equals(key);
        } catch (IOException e) {
            return false;
        }
    }

    /** What tells one file from another of the same name; null where the system has no such thing. */
    private static @Nullable Object keyOf(Path file) throws IOException {
        return Files.readAttributes(file, BasicFileAttributes.class).fileKey();
    }

    private void writeTo(FileChannel open) throws IOException {
        ByteBuffer bytes = ByteBuffer.wrap(gathered, 0, size);
        try {
            while (bytes.hasRemaining()) {
                open.write(bytes);
            }
        } finally {
            size = bytes.remaining();
            System.arraycopy(gathered, bytes.position(), gathered, 0, size);
        }
        if (gathered.length > FEW) {
            gathered = NOTHING;
        }
    }

    private void gather(byte[] bytes) {
        if (size + bytes.length > gathered.length) {
            gathered = Arrays.copyOf(gathered, Math.min(MOST, 2 * (size + bytes.length)));
        }
        System.arraycopy(bytes, 0, gathered, size, bytes.length);
        size += bytes.length;
    }

    private void recovered(String before) {
        LOG.info("logFile {}: written again; {} lines are missing", file, lost);
        if (lost > 0) {
            gather(LogFormat.missing(lost, before));
        }
        lost = 0;
        trouble = null;
    }

    private void failed(IOException e) {
        if (trouble == null) {
            LOG.warn("logFile {}: cannot be written, is tried again: {}", file, FileTrouble.say(e));
        }
        trouble = FileTrouble.say(e);
        release();
    }

    private void release() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.debug("logFile {}: not closed well", file, e);
        }
        channel = null;
    }

    /** Writes out what was gathered and gives the file back; a later line opens it again. */
    @Override
    public synchronized void close() {
        flush();
        release();
    }
}
