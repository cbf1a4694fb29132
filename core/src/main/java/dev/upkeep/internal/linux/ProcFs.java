package dev.upkeep.internal.linux;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The {@code /proc} file system. Processes come and go while it is read: what is gone, or not ours to read, is passed
 * over and never an error. Thread-safe.
 */
public final class ProcFs {
    private static final Path USUAL = Path.of("/proc");

    private final Path root;

    /** The one at its usual place. */
    public ProcFs() {
        this(USUAL);
    }

    ProcFs(Path root) {
        this.root = root;
    }

    /**
     * Whether this system has what is read here.
     *
     * @return true on Linux with {@code /proc} mounted
     */
    public boolean isPresent() {
        return Files.isReadable(root.resolve("self/stat"));
    }

    /**
     * A look at every process there is.
     *
     * @return those that could be read, in no order
     */
    public List<ProcStat> all() {
        String[] names = root.toFile().list((folder, name) -> isPid(name));
        if (names == null) {
            return List.of();
        }
        List<ProcStat> found = new ArrayList<>(names.length);
        for (String name : names) {
            stat(name).ifPresent(found::add);
        }
        return found;
    }

    /**
     * A look at one process.
     *
     * @param pid which one
     * @return empty if it is gone
     */
    public Optional<ProcStat> stat(long pid) {
        return stat(Long.toString(pid));
    }

    /**
     * Whether a process was started with this variable in its environment.
     *
     * @param pid which one
     * @param assignment as {@code NAME=value}
     * @return false also if its environment is not ours to read
     */
    public boolean carries(long pid, String assignment) {
        return read(Long.toString(pid), "environ")
                .filter(environment -> contains(environment, assignment.getBytes(StandardCharsets.UTF_8)))
                .isPresent();
    }

    /**
     * What tells this run of the machine from every other.
     *
     * @return empty if the kernel does not say
     */
    public Optional<String> bootId() {
        return read("sys/kernel/random", "boot_id").map(bytes -> new String(bytes, StandardCharsets.US_ASCII).strip());
    }

    private Optional<ProcStat> stat(String pid) {
        return read(pid, "stat").flatMap(ProcStat::parse);
    }

    private Optional<byte[]> read(String folder, String file) {
        try (FileInputStream in = new FileInputStream(new File(new File(root.toFile(), folder), file))) {
            return Optional.of(in.readAllBytes());
        } catch (IOException e) {
            return Optional.empty(); // gone in between, or another user's: both are ordinary here
        }
    }

    private static boolean isPid(String name) {
        char first = name.charAt(0);
        return first >= '1' && first <= '9';
    }

    /** Variables follow each other with a NUL after each. */
    private static boolean contains(byte[] environment, byte[] assignment) {
        int begin = 0;
        for (int i = 0; i <= environment.length; i++) {
            if (i == environment.length || environment[i] == 0) {
                if (Arrays.equals(environment, begin, i, assignment, 0, assignment.length)) {
                    return true;
                }
                begin = i + 1;
            }
        }
        return false;
    }
}
