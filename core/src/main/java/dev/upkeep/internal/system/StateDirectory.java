package dev.upkeep.internal.system;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/**
 * The folder where Upkeep keeps what it must remember, usually {@code .upkeep}. Nobody but its owner may look into it:
 * output may hold secrets.
 */
public final class StateDirectory {
    private static final Set<StandardOpenOption> NEW = Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
    private static final Set<PosixFilePermission> FOLDER = PosixFilePermissions.fromString("rwx------");
    private static final boolean POSIX =
            FileSystems.getDefault().supportedFileAttributeViews().contains("posix");
    private static final FileAttribute<?>[] OWN_FOLDER = attributes(FOLDER);
    private static final FileAttribute<?>[] OWN_FILE = attributes(PosixFilePermissions.fromString("rw-------"));

    private final Path path;

    private StateDirectory(Path path) {
        this.path = path;
    }

    /**
     * Makes the folder if it is missing, mode 0700, and closes it to others if it was open to them.
     *
     * @param path where it is or shall be
     * @return the folder, ready for use
     * @throws IOException if it cannot be made, is no folder, or is not ours to close
     */
    public static StateDirectory at(Path path) throws IOException {
        Path absolute = path.toAbsolutePath().normalize();
        makePrivate(absolute);
        return new StateDirectory(absolute);
    }

    /**
     * Where it is.
     *
     * @return an absolute path
     */
    public Path path() {
        return path;
    }

    /**
     * A folder in it, made if missing.
     *
     * @param name without a separator
     * @return its absolute path
     * @throws IOException if it cannot be made
     */
    public Path folder(String name) throws IOException {
        Path folder = path.resolve(name);
        makePrivate(folder);
        return folder;
    }

    /** Makes a file that only its owner may read, with these bytes; whatever was there goes. */
    public static void makeFile(Path file, byte... bytes) throws IOException {
        try (FileChannel made = made(file)) {
            if (bytes.length > 0) {
                made.write(ByteBuffer.wrap(bytes));
            }
        }
    }

    private static FileChannel made(Path file) throws IOException {
        try {
            return FileChannel.open(file, NEW, OWN_FILE);
        } catch (FileAlreadyExistsException e) {
            Files.deleteIfExists(file);
            return FileChannel.open(file, NEW, OWN_FILE);
        }
    }

    private static void makePrivate(Path folder) throws IOException {
        Path parent = folder.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        makeOnce(folder);
        if (POSIX && !Files.getPosixFilePermissions(folder).equals(FOLDER)) {
            Files.setPosixFilePermissions(folder, FOLDER);
        }
    }

    /** Others may be making it at the same time. */
    private static void makeOnce(Path folder) throws IOException {
        try {
            Files.createDirectory(folder, OWN_FOLDER);
        } catch (FileAlreadyExistsException e) {
            if (!Files.isDirectory(folder)) {
                throw e;
            }
        }
    }

    private static FileAttribute<?>[] attributes(Set<PosixFilePermission> permissions) {
        return POSIX
                ? new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)}
                : new FileAttribute<?>[0];
    }
}
