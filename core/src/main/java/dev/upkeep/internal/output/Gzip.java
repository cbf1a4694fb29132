package dev.upkeep.internal.output;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermission;
import java.util.Set;
import java.util.zip.GZIPOutputStream;

/**
 * A file that is open to be compressed, whatever becomes of its name.
 *
 * @param in its content
 * @param time when it was changed last
 * @param permissions empty where there is no such thing
 */
record Gzip(InputStream in, FileTime time, Set<PosixFilePermission> permissions) implements AutoCloseable {
    private static final int BUFFER = 64 * 1024;

    static Gzip open(Path source) throws IOException {
        boolean posix = source.getFileSystem().supportedFileAttributeViews().contains("posix");
        Set<PosixFilePermission> permissions = posix ? Files.getPosixFilePermissions(source) : Set.of();
        return new Gzip(Files.newInputStream(source), Files.getLastModifiedTime(source), permissions);
    }

    /** Writes a compressed copy with the same permissions and time, which is on the disk when this returns. */
    void compressTo(Path target) throws IOException {
        Files.deleteIfExists(target);
        try (FileChannel channel = FileChannel.open(target, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
                GZIPOutputStream out = new GZIPOutputStream(Channels.newOutputStream(channel), BUFFER)) {
            if (!permissions.isEmpty()) {
                Files.setPosixFilePermissions(target, permissions);
            }
            in.transferTo(out);
            out.finish();
            channel.force(true);
        }
        Files.setLastModifiedTime(target, time);
    }

    @Override
    public void close() throws IOException {
        in.close();
    }
}
