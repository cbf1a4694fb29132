package dev.upkeep.tls;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/** Reads files that should be small, so that a wrong path to a huge one does no harm. */
final class SmallFile {
    private static final int MAX_BYTES = 1 << 20;

    private SmallFile() {}

    /**
     * All of it.
     *
     * @param expected what it should be, for people
     */
    static byte[] read(Path path, String expected) throws UnusableCertificateException {
        try (var in = Files.newInputStream(path)) {
            byte[] bytes = in.readNBytes(MAX_BYTES + 1);
            if (bytes.length > MAX_BYTES) {
                throw new UnusableCertificateException(
                        path, "is longer than " + MAX_BYTES + " bytes (expected: " + expected + ")");
            }
            return bytes;
        } catch (UnusableCertificateException e) {
            throw e;
        } catch (NoSuchFileException e) {
            throw new UnusableCertificateException(path, "there is no such file");
        } catch (FileSystemException e) {
            throw new UnusableCertificateException(path, "cannot be read: " + reason(e));
        } catch (IOException e) {
            throw new UnusableCertificateException(path, "cannot be read: " + e.getMessage());
        }
    }

    private static String reason(FileSystemException e) {
        return e.getReason() != null ? e.getReason() : e.getClass().getSimpleName();
    }
}
