package dev.upkeep.internal.launch;

import dev.upkeep.internal.output.SpoolName;
import dev.upkeep.internal.system.FileTrouble;
import dev.upkeep.internal.system.Removal;
import dev.upkeep.internal.system.StateDirectory;
import dev.upkeep.process.KillMode;
import dev.upkeep.process.ProcessId;
import dev.upkeep.spi.ProcessLauncher.Launch;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What is kept of one launch for the next supervisor, beside its spool files: lines {@code name=value}. Most of it is
 * written before the process begins, so that there is never a process without a record; who the process is, after. It may
 * be cut short, or be nothing but rubbish, where the power has failed: then it says what can be read of it.
 */
final class LaunchRecord {
    private static final Logger LOG = LoggerFactory.getLogger(LaunchRecord.class);
    private static final String BOOT = "boot";
    private static final String LAUNCHED = "launched";
    private static final String ID = "id";
    private static final String PID_FILE = "pidFile";
    private static final String KILL_MODE = "killMode";
    private static final String INSTANCE = "instance";
    private static final String PID = "pid";
    private static final String START = "start";
    private static final String NOTE = "note.";
    private static final int LONGEST = 64 * 1024;

    private final Path file;

    private LaunchRecord(Path file) {
        this.file = file;
    }

    /** The one of a launch, in the folder of its spool files. */
    static LaunchRecord of(Path folder, SpoolName name) {
        return new LaunchRecord(folder.resolve(SpoolName.of(name.id(), name.launch(), "run")));
    }

    /**
     * What is known of a launch.
     *
     * @param id of its process since that was renamed; empty if it never was
     * @param pid of its root, 0 if not known
     * @param start when that began, in the unit of {@link dev.upkeep.internal.tree.Tree.Member}
     * @param boot in which run of the machine; empty if not known
     * @param launched when, on the clock on the wall
     * @param pidFile which was written for it
     * @param killMode what of its tree ends with it
     * @param notes as they were given
     * @param instance which of the process it is
     */
    record Known(
            Optional<ProcessId> id,
            long pid,
            long start,
            String boot,
            Optional<Instant> launched,
            Optional<Path> pidFile,
            KillMode killMode,
            Map<String, String> notes,
            int instance) {
        static final Known NOTHING =
                new Known(Optional.empty(), 0, 0, "", Optional.empty(), Optional.empty(), KillMode.TREE, Map.of(), 1);
    }

    /** Notes that there is going to be a launch. */
    void begin(String boot, Instant now, Launch launch) throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(BOOT, boot);
        lines.put(LAUNCHED, Long.toString(now.toEpochMilli()));
        lines.put(PID_FILE, launch.pidFile().toAbsolutePath().toString());
        lines.put(KILL_MODE, launch.killMode().name());
        lines.put(INSTANCE, Integer.toString(launch.instance()));
        put(lines, launch.notes());
        StateDirectory.makeFile(file, bytes(lines));
    }

    /** Notes who it is; if that cannot be, the process is found by its marker. */
    void complete(long pid, long start, Instant now) {
        Map<String, String> lines = new LinkedHashMap<>();
        lines.put(LAUNCHED, Long.toString(now.toEpochMilli()));
        lines.put(START, Long.toString(start));
        lines.put(PID, Long.toString(pid));
        try {
            Files.write(file, bytes(lines), StandardOpenOption.WRITE, StandardOpenOption.APPEND);
        } catch (IOException e) {
            LOG.warn("{}: not written, {} runs all the same: {}", file, pid, FileTrouble.say(e));
        }
    }

    /** Notes that the process is known by another id now; its spool files keep their names. What was noted last counts. */
    void rename(ProcessId id, Path pidFile, Map<String, String> notes) throws IOException {
        Map<String, String> lines = new LinkedHashMap<>();
        put(lines, notes);
        lines.put(PID_FILE, pidFile.toAbsolutePath().toString());
        lines.put(ID, id.value());
        Files.write(file, bytes(lines), StandardOpenOption.WRITE, StandardOpenOption.APPEND);
    }

    private static void put(Map<String, String> lines, Map<String, String> notes) {
        notes.forEach((name, value) -> lines.put(NOTE + name, value));
    }

    Known read() {
        try {
            return Files.isRegularFile(file) && Files.size(file) <= LONGEST
                    ? known(Files.readAllBytes(file))
                    : Known.NOTHING;
        } catch (IOException e) {
            LOG.warn("{}: cannot be read: {}", file, FileTrouble.say(e));
            return Known.NOTHING;
        }
    }

    void delete() {
        Removal.of(file);
    }

    private static byte[] bytes(Map<String, String> lines) {
        StringBuilder text = new StringBuilder();
        lines.forEach((name, value) ->
                text.append(name).append('=').append(escaped(value)).append('\n'));
        return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** A line without an end was cut, and says nothing. */
    private static Known known(byte[] bytes) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        Map<String, String> lines = new HashMap<>();
        Map<String, String> notes = new HashMap<>();
        for (String line : text.substring(0, text.lastIndexOf('\n') + 1).split("\n")) {
            int equals = line.indexOf('=');
            if (equals > 0) {
                String name = line.substring(0, equals);
                String value = unescaped(line.substring(equals + 1));
                if (name.startsWith(NOTE)) {
                    notes.put(name.substring(NOTE.length()), value);
                } else {
                    lines.put(name, value);
                }
            }
        }
        return new Known(
                Optional.of(lines.getOrDefault(ID, ""))
                        .filter(ProcessId::isValid)
                        .map(ProcessId::new),
                number(lines.getOrDefault(PID, "")),
                number(lines.getOrDefault(START, "")),
                lines.getOrDefault(BOOT, ""),
                instant(lines.getOrDefault(LAUNCHED, "")),
                path(lines.getOrDefault(PID_FILE, "")),
                KillMode.PROCESS.name().equals(lines.get(KILL_MODE)) ? KillMode.PROCESS : KillMode.TREE,
                notes,
                lines.getOrDefault(INSTANCE, "").matches("[1-9][0-9]{0,5}")
                        ? Integer.parseInt(lines.getOrDefault(INSTANCE, ""))
                        : 1);
    }

    private static long number(String text) {
        return text.matches("[0-9]{1,18}") ? Long.parseLong(text) : 0;
    }

    private static Optional<Instant> instant(String text) {
        long millis = number(text);
        return millis > 0 ? Optional.of(Instant.ofEpochMilli(millis)) : Optional.empty();
    }

    private static Optional<Path> path(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }

    private static String escaped(String value) {
        return value.indexOf('\\') < 0 && value.indexOf('\n') < 0
                ? value
                : value.replace("\\", "\\\\").replace("\n", "\\n");
    }

    private static String unescaped(String value) {
        StringBuilder text = new StringBuilder(value.length());
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (c == '\\' && i + 1 < value.length()) {
                i++;
                text.append(value.charAt(i) == 'n' ? '\n' : value.charAt(i));
            } else {
                text.append(c);
            }
        }
        return text.toString();
    }
}
