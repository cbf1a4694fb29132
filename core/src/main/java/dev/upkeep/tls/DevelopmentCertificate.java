package dev.upkeep.tls;

import java.io.IOException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** A self-signed certificate that is kept in a file, and made anew when it no longer fits. */
final class DevelopmentCertificate {
    private static final Logger LOGGER = LoggerFactory.getLogger(DevelopmentCertificate.class);
    private static final String FILE_NAME = "development.p12";
    private static final Duration TIME_LEFT = Duration.ofDays(7);
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Path directory;
    private final Path file;

    DevelopmentCertificate(Path directory) {
        this.directory = directory;
        this.file = directory.resolve(FILE_NAME);
    }

    /** The kept one if it is made for all these names and stays valid for a while, otherwise a new one. */
    List<ServerCertificate> covering(DevelopmentNames names) throws IOException {
        if (!Files.exists(file) || !fits(names)) {
            make(names);
        }
        return kept();
    }

    private boolean fits(DevelopmentNames names) {
        try {
            ServerCertificate kept = kept().get(0);
            return kept.notAfter().isAfter(Instant.now().plus(TIME_LEFT)) && names.coveredBy(kept);
        } catch (UnusableCertificateException e) {
            LOGGER.warn("{} is not usable and is made anew: it {}", file, e.why());
            return false;
        }
    }

    private List<ServerCertificate> kept() throws UnusableCertificateException {
        return Pkcs12Store.read(file, Keytool.PASSWORD.toCharArray(), true);
    }

    /** Makes it beside its place and moves it there, so that no reader ever sees half of it. */
    private void make(DevelopmentNames names) throws IOException {
        try {
            Files.createDirectories(directory);
            Path workshop = Files.createTempDirectory(directory, "development-");
            try {
                Path made = new Keytool(workshop).selfSigned(names);
                restrict(made);
                Files.move(made, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                clear(workshop);
            }
        } catch (IOException e) {
            throw new IOException(
                    file + ": a development certificate for " + names.domains() + " could not be made: " + reason(e),
                    e);
        }
    }

    private static String reason(IOException e) {
        return e instanceof FileSystemException ? e.toString() : String.valueOf(e.getMessage());
    }

    private static void restrict(Path made) throws IOException {
        if (made.getFileSystem().supportedFileAttributeViews().contains("posix")) {
            Files.setPosixFilePermissions(made, OWNER_ONLY);
        }
    }

    private static void clear(Path workshop) throws IOException {
        try (var left = Files.newDirectoryStream(workshop)) {
            for (Path each : left) {
                Files.delete(each);
            }
        }
        Files.delete(workshop);
    }
}
