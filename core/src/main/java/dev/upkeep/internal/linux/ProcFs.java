package dev.upkeep.internal.linux;

import java.io.File;
import java.io.FileInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The {@code /proc} file system. Processes come and go while it is read: what is gone, or not ours to read, is passed
 * over and never an error. Thread-safe.
 */
public final class ProcFs {
    private static final Path USUAL = Path.of("/proc");
    private static final int TICKS_PER_SECOND = 100;
    private static final int STAT_LINE = 1024;
    private static final int USUAL_LENGTH = 4096;
    private static final int MOST_PASSES = 10;

    /** Of more than so many that end at once, some are certainly seen. */
    private static final int FEW = 16;

    /** The line of {@code /proc/stat} with the count of all that have begun since boot. */
    private static final String BEGUN = "\nprocesses ";

    private final File root;
    private volatile Optional<String> boot = Optional.empty();

    /** The one at its usual place. */
    public ProcFs() {
        this(USUAL);
    }

    ProcFs(Path root) {
        this.root = root.toFile();
    }

    /**
     * Whether this system has what is read here.
     *
     * @return true on Linux with {@code /proc} mounted
     */
    public boolean isPresent() {
        return Files.isReadable(root.toPath().resolve("self/stat"));
    }

    /** Reads what it wants to know of one process. */
    interface Reader {
        /**
         * Reads it.
         *
         * @return false if it ended before it could be read, and may have started others at the last moment
         */
        boolean read(long pid);
    }

    /**
     * Shows every process there is. They are listed before they are read; as long as a few end in between, those are shown
     * as well that have begun meanwhile. So even who only lives to start the next is caught in the end.
     *
     * @param least the pid to begin with
     * @param reader gets each pid once
     * @throws IllegalStateException if none can be seen, as when the limit of open files is reached: that is not to be
     *     mistaken for all of them being gone
     */
    void each(long least, Reader reader) {
        Set<String> shown = new HashSet<>();
        int missed = 1;
        for (int pass = 0; pass < MOST_PASSES && missed > 0 && missed <= FEW; pass++) {
            missed = 0;
            for (String name : names()) {
                if (isPid(name) && Long.parseLong(name) >= least && shown.add(name)) {
                    missed += reader.read(Long.parseLong(name)) ? 0 : 1;
                }
            }
        }
    }

    private String[] names() {
        String[] names = root.list();
        if (names == null) {
            throw new IllegalStateException(root + " cannot be listed");
        }
        return names;
    }

    /**
     * The pids of all processes, those first that were given last.
     *
     * @return those that live, and zombies
     * @throws IllegalStateException if they cannot be listed
     */
    public List<Long> newestFirst() {
        long last = word("", "loadavg", 4);
        Comparator<Long> given =
                Comparator.comparing(pid -> pid > last); // those were given before the numbers began anew
        return Arrays.stream(names())
                .filter(ProcFs::isPid)
                .map(Long::valueOf)
                .sorted(given.thenComparing(Comparator.reverseOrder()))
                .toList();
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
     * The children of the first thread of a process, to which those of its other threads go when these end.
     *
     * @param pid of the parent
     * @return zombies too; empty if the process is gone, or the kernel does not tell
     */
    Optional<long[]> children(long pid) {
        return read(pid + "/task/" + pid, "children").map(ProcFs::numbers);
    }

    /**
     * Whether there is a process.
     *
     * @param pid which one
     * @return true also if it is only a zombie
     */
    public boolean exists(long pid) {
        return new File(root, Long.toString(pid)).exists();
    }

    /** A space stands after each. */
    private static long[] numbers(byte[] line) {
        long[] found = new long[line.length / 2];
        int count = 0;
        long number = 0;
        for (byte each : line) {
            if (each == ' ') {
                found[count++] = number;
                number = 0;
            } else {
                number = 10 * number + each - '0';
            }
        }
        return Arrays.copyOf(found, count);
    }

    /**
     * A variable out of the environment that a process was started with.
     *
     * @param pid which one
     * @param name of the variable
     * @return its value; empty also if the environment is not ours to read
     */
    public Optional<String> variable(long pid, String name) {
        byte[] wanted = (name + "=").getBytes(StandardCharsets.UTF_8);
        return read(Long.toString(pid), "environ").flatMap(environment -> value(environment, wanted));
    }

    /**
     * What tells this run of the machine from every other.
     *
     * @return empty if the kernel does not say
     */
    public Optional<String> bootId() {
        if (boot.isEmpty()) {
            boot = read("sys/kernel/random", "boot_id")
                    .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).strip());
        }
        return boot;
    }

    /**
     * What a descriptor of a process leads to.
     *
     * @param pid which one
     * @param descriptor its number
     * @return a path, if it is a file; empty also if that is not ours to know
     */
    public Optional<Path> opened(long pid, int descriptor) {
        try {
            return Optional.of(Files.readSymbolicLink(root.toPath().resolve(pid + "/fd/" + descriptor)));
        } catch (IOException e) {
            return Optional.empty(); // gone in between, or another user's: both are ordinary here
        }
    }

    /**
     * How long ago something began.
     *
     * @param start in the ticks of {@link ProcStat#start()}
     * @return never negative
     */
    public Duration age(long start) {
        return Duration.ofMillis(Math.max(0, now() - start) * 1000 / TICKS_PER_SECOND);
    }

    /**
     * The present.
     *
     * @return in the ticks that {@link ProcStat#start()} counts; 0 if the kernel does not say
     */
    public long now() {
        return read("", "uptime")
                .map(bytes -> new String(bytes, StandardCharsets.US_ASCII).split(" ")[0])
                .map(seconds -> (long) (Double.parseDouble(seconds) * TICKS_PER_SECOND))
                .orElse(0L);
    }

    /**
     * Remembers how far the kernel has counted.
     *
     * @param pid of a process that began just now
     */
    public Since since(long pid) {
        return new Since(pid, pid, begun());
    }

    /**
     * Whether all that has begun after some processes has a greater pid than they.
     *
     * @param since when they were young
     * @return false if in doubt
     */
    public boolean isAscending(Since since) {
        return since.holds(numbering());
    }

    /** How far the kernel has come with giving out pids. */
    Numbering numbering() {
        return new Numbering(begun(), word("", "loadavg", 4), word("sys/kernel", "pid_max", 0));
    }

    private long begun() {
        return read("", "stat").flatMap(ProcFs::begun).orElse(0L);
    }

    private static Optional<Long> begun(byte[] stat) {
        String text = new String(stat, StandardCharsets.US_ASCII);
        int line = text.indexOf(BEGUN);
        int end = text.indexOf('\n', line + 1);
        return line < 0 || end < 0
                ? Optional.empty()
                : Optional.of(Long.parseLong(
                        text.substring(line + BEGUN.length(), end).strip()));
    }

    private long word(String folder, String file, int index) {
        Optional<byte[]> bytes = read(folder, file);
        if (bytes.isEmpty()) {
            return 0;
        }
        String[] words =
                new String(bytes.get(), StandardCharsets.US_ASCII).strip().split(" ");
        return words.length > index ? Long.parseLong(words[index]) : 0;
    }

    private Optional<ProcStat> stat(String pid) {
        try (FileInputStream in = new FileInputStream(new File(root, pid + "/stat"))) {
            byte[] line = new byte[STAT_LINE];
            int length = in.read(line);
            return length <= 0 ? Optional.empty() : ProcStat.parse(line, length);
        } catch (IOException e) {
            return Optional.empty(); // gone in between: ordinary here
        }
    }

    private Optional<byte[]> read(String folder, String file) {
        try (FileInputStream in = new FileInputStream(new File(new File(root, folder), file))) {
            byte[] bytes = new byte[USUAL_LENGTH];
            int length = 0;
            for (int read = in.read(bytes); read > 0; read = in.read(bytes, length, bytes.length - length)) {
                length += read;
                bytes = length < bytes.length ? bytes : Arrays.copyOf(bytes, 2 * length);
            }
            return Optional.of(Arrays.copyOf(bytes, length));
        } catch (IOException e) {
            return Optional.empty(); // gone in between, or another user's: both are ordinary here
        }
    }

    private static boolean isPid(String name) {
        char first = name.charAt(0);
        return first >= '1' && first <= '9';
    }

    /** Variables follow each other with a NUL after each. */
    private static Optional<String> value(byte[] environment, byte[] wanted) {
        int begin = 0;
        for (int i = 0; i <= environment.length; i++) {
            if (i == environment.length || environment[i] == 0) {
                int value = begin + wanted.length;
                if (value <= i && Arrays.equals(environment, begin, value, wanted, 0, wanted.length)) {
                    return Optional.of(new String(environment, value, i - value, StandardCharsets.UTF_8));
                }
                begin = i + 1;
            }
        }
        return Optional.empty();
    }
}
