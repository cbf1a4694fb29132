package dev.upkeep.internal.output;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.BasicFileAttributes;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A file that is appended to. If it was moved or deleted since, it is made anew, with its folders. Not thread-safe.
 */
final class LogFile {
    private static final Logger LOG = LoggerFactory.getLogger(LogFile.class);

    /** The bits of a file's mode that say what kind of file it is; inode(7). */
    private static final int KIND = 0170000;

    private static final int CHARACTER_DEVICE = 0020000;

    private static final String NONE = "none";

    private final Path path;
    private @Nullable FileChannel channel;
    private Object key = NONE;
    private long length;
    private boolean regular;

    LogFile(Path path) {
        this.path = path.toAbsolutePath();
    }

    Path path() {
        return path;
    }

    /** In bytes, as it was when it was opened last and with what was written since. */
    long length() {
        return length;
    }

    /** Whether it can be renamed and looked into, unlike a device. */
    boolean isRegular() {
        return regular;
    }

    /**
     * Makes sure that it is open and still the file of this name.
     *
     * @return whether it is another file than the last time
     */
    boolean open() throws IOException {
        if (channel != null && isStillThere()) {
            return false;
        }
        release();
        Files.createDirectories(path.getParent());
        requireAppendable(path);
        channel =
                FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        Object before = key;
        look();
        return !key.equals(before);
    }

    /** The first bytes of what is written, for somebody who wrote them and knows what they mean. */
    String beginning(int most) throws IOException {
        return read(0, most);
    }

    /** Ends the last line, if whoever wrote to it was stopped in the middle of one. */
    void endLine() throws IOException {
        if (regular && length > 0 && !read(length - 1, 1).equals("\n")) {
            write(ByteBuffer.wrap(new byte[] {'\n'}));
        }
    }

    private String read(long from, int most) throws IOException {
        ByteBuffer bytes = ByteBuffer.allocate(most);
        try (FileChannel open = FileChannel.open(path, StandardOpenOption.READ)) {
            open.read(bytes, from);
        }
        return new String(bytes.array(), 0, bytes.position(), StandardCharsets.ISO_8859_1);
    }

    /** Opening a named pipe would wait for a reader, maybe for ever. */
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
        Object before = key;
        try {
            look();
            return key.equals(before);
        } catch (IOException e) {
            return false;
        }
    }

    /** What tells one file from another of the same name; empty where the system has no such thing. */
    static String keyOf(Path file) throws IOException {
        return keyOf(Files.readAttributes(file, BasicFileAttributes.class)).toString();
    }

    private static Object keyOf(BasicFileAttributes found) {
        return found.fileKey() == null ? "" : found.fileKey();
    }

    private void look() throws IOException {
        BasicFileAttributes found = Files.readAttributes(path, BasicFileAttributes.class);
        key = keyOf(found);
        regular = found.isRegularFile();
        length = regular ? found.size() : 0;
    }

    /** Writes what remains in a buffer; what of it was taken is no longer in it, even if this fails. */
    void write(ByteBuffer bytes) throws IOException {
        FileChannel open = channel;
        if (open == null) {
            throw new NoSuchFileException(path.toString());
        }
        int before = bytes.remaining();
        try {
            while (bytes.hasRemaining()) {
                open.write(bytes);
            }
        } finally {
            length += regular ? before - bytes.remaining() : 0;
        }
    }

    /** Which file it is and how much of it is written, as it was opened last. */
    String mark() {
        return length + " " + key;
    }

    /** Cuts off what was written after a mark; should the file be full and kept since, it is taken back first. */
    void rewind(String mark, KeptFiles kept) throws IOException {
        String[] words = mark.split(" ", 2);
        release();
        if (words.length == 2 && words[0].matches("[0-9]{1,18}") && !words[1].isEmpty() && !isSpecial()) {
            if (!isNow(words[1])) {
                kept.shiftBack(words[1]);
            }
            if (isNow(words[1])) {
                cut(Long.parseLong(words[0]));
            }
        }
    }

    private boolean isNow(String marked) throws IOException {
        return Files.exists(path) && keyOf(path).equals(marked);
    }

    private boolean isSpecial() {
        return Files.exists(path) && !Files.isRegularFile(path);
    }

    private void cut(long end) throws IOException {
        try (FileChannel open = FileChannel.open(path, StandardOpenOption.WRITE)) {
            open.truncate(end);
        }
    }

    /** Gives the handle back. */
    void release() {
        try {
            if (channel != null) {
                channel.close();
            }
        } catch (IOException e) {
            LOG.debug("{}: not closed well", path, e);
        }
        channel = null;
    }
}
