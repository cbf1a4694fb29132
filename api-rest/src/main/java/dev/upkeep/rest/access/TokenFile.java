package dev.upkeep.rest.access;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.file.StandardOpenOption.CREATE_NEW;
import static java.nio.file.StandardOpenOption.WRITE;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.Set;

/** The file that the token is kept in. Whatever is wrong with it ends in an exception, never in a listener without a token. */
final class TokenFile {
    private static final String PREFIX = "upk_";
    private static final int RANDOM_BYTES = 32;
    private static final int MAX_BYTES = 1024;

    private TokenFile() {}

    static String readOrMake(Path file) {
        try {
            return Files.exists(file) ? read(file) : make(file);
        } catch (FileAlreadyExistsException e) {
            throw new TokenFileException(
                    file, "cannot be made, something is in its place", "Remove it, or name another file", e);
        } catch (IOException e) {
            throw new TokenFileException(
                    file,
                    "cannot be used (" + e + ")",
                    "Make it readable for the user that Upkeep runs as, or remove it",
                    e);
        }
    }

    private static String read(Path file) throws IOException {
        refuseRightsOfOthers(file);
        if (!Files.isRegularFile(file) || Files.size(file) > MAX_BYTES) {
            throw new TokenFileException(file, "is no token file", "Remove it, and a token is made at the next start");
        }
        String token = Files.readString(file, US_ASCII).strip();
        if (!BearerToken.isToken(token)) {
            throw new TokenFileException(file, "holds no token", "Remove it, and a token is made at the next start");
        }
        return token;
    }

    private static void refuseRightsOfOthers(Path file) throws IOException {
        if (!hasModes(file)) {
            return;
        }
        String mode = PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
        if (!mode.endsWith("------")) {
            throw new TokenFileException(
                    file,
                    "others have rights to it (" + mode + ")",
                    "Run: chmod 600 " + file + ", if nobody has read it; otherwise remove it");
        }
    }

    private static String make(Path file) throws IOException {
        Path folder = file.toAbsolutePath().resolveSibling(".").normalize();
        Files.createDirectories(folder, mode(folder, "rwx------"));
        byte[] random = new byte[RANDOM_BYTES];
        new SecureRandom().nextBytes(random);
        String token = PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random);
        try (SeekableByteChannel channel =
                Files.newByteChannel(file, Set.of(CREATE_NEW, WRITE), mode(file, "rw-------"))) {
            channel.write(ByteBuffer.wrap((token + "\n").getBytes(US_ASCII)));
        }
        return token;
    }

    private static FileAttribute<?>[] mode(Path path, String mode) {
        if (!hasModes(path)) {
            return new FileAttribute<?>[0];
        }
        Set<PosixFilePermission> permissions = PosixFilePermissions.fromString(mode);
        return new FileAttribute<?>[] {PosixFilePermissions.asFileAttribute(permissions)};
    }

    private static boolean hasModes(Path path) {
        return path.getFileSystem().supportedFileAttributeViews().contains("posix");
    }
}
