package dev.upkeep.examples.launcher;

import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.concurrent.Callable;

/** Keeps two launchers from running one configuration: a lock on a file in the state directory, gone with this JVM. */
final class StateLock {
    private StateLock() {}

    /**
     * Does the work while holding the lock.
     *
     * @throws Failure if another launcher has it
     */
    static <T> T holding(Path stateDirectory, Callable<T> work) throws Exception {
        Files.createDirectories(
                stateDirectory, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        Path path = stateDirectory.resolve("lock");
        try (FileChannel file = FileChannel.open(path, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (file.tryLock() == null) {
                throw new Failure(ExitCode.TAKEN, "another upkeep runs this configuration (it holds " + path + ")");
            }
            return work.call();
        }
    }
}
