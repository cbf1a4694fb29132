package dev.upkeep.examples.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Backends that print numbered lines, each with its pid, and keep books of their own: a folder in which each notes how much
 * it has printed, and a lock that tells if one runs twice.
 */
final class Counters {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final Pattern LINE = Pattern.compile("\\[[^]]*] STDOUT: (\\d+) (\\d+)");

    private static final String PROGRAM = """
            import fcntl, os, sys, time
            name, pid = sys.argv[1], str(os.getpid())
            lock = open("books/" + name + ".lock", "w")
            try:
                fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
            except OSError:
                open("books/" + name + ".doubled", "w").close()
            book = os.open("books/" + name + "." + pid + ".printed", os.O_CREAT | os.O_WRONLY)
            size = 500 if name.startswith("bursts") else 1
            number = 0
            while True:
                lines = "".join(pid + " " + str(number + i) + "\\n" for i in range(size))
                os.write(1, lines.encode())
                number += size
                os.pwrite(book, b"%012d" % number, 0)
                time.sleep(0.001 * size)
            """;

    private final Path folder;
    private final List<String> names;

    Counters(Path folder, List<String> names) throws IOException {
        this.folder = folder;
        this.names = names;
        Tools.require("python3");
        Files.createDirectories(folder.resolve("books"));
        Files.writeString(folder.resolve("counter.py"), PROGRAM);
    }

    /** Writes the files; what is common to all processes goes below each. */
    void configure(String common) throws IOException {
        StringBuilder text = new StringBuilder("processes:\n");
        for (String name : names) {
            text.append("  ").append(name).append(":\n    name: ").append(name).append("\n    command: python3\n");
            text.append("    args: [counter.py, ")
                    .append(name)
                    .append("]\n    cwd: .\n")
                    .append(common.indent(4));
        }
        Files.writeString(folder.resolve("processes.yaml"), text);
        Files.writeString(folder.resolve("proxy.yaml"), "routes: []\n");
    }

    /** The pid of each, once each has one. */
    List<Long> pids() {
        return names.stream().map(this::pid).toList();
    }

    /** The pid of one, once it has one that lives. */
    long pid(String name) {
        await().atMost(PATIENCE).until(() -> living(name).size() == 1);
        return living(name).get(0);
    }

    /** All that live. */
    List<Long> living() {
        return names.stream().flatMap(name -> living(name).stream()).toList();
    }

    List<Long> living(String name) {
        return printed(name).keySet().stream()
                .filter(pid -> ProcessHandle.of(pid).filter(Launched::lives).isPresent())
                .toList();
    }

    /** How often one was launched. */
    int launches(String name) {
        return printed(name).size();
    }

    /** Waits until each has printed something more. */
    void awaitMore() {
        Map<String, Long> before = new LinkedHashMap<>();
        names.forEach(name -> before.put(name, total(name)));
        await().atMost(PATIENCE).until(() -> names.stream().allMatch(name -> total(name) > before.get(name)));
    }

    private long total(String name) {
        return printed(name).values().stream().mapToLong(Long::longValue).sum();
    }

    /** What each launch of one has printed, by pid. */
    private Map<Long, Long> printed(String name) {
        Map<Long, Long> all = new LinkedHashMap<>();
        try (Stream<Path> books = Files.list(folder.resolve("books"))) {
            for (Path book : books.filter(b -> b.getFileName().toString().matches(name + "\\.\\d+\\.printed"))
                    .toList()) {
                String number = Files.readString(book);
                all.put(
                        Long.parseLong(book.getFileName().toString().split("\\.")[1]),
                        number.isEmpty() ? 0 : Long.parseLong(number));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return all;
    }

    /** Checks the books against the log files, when nothing lives any more; answers how many lines there are. */
    long check() throws IOException {
        long lines = 0;
        for (String name : names) {
            assertThat(folder.resolve("books/" + name + ".doubled")).doesNotExist();
            Map<Long, List<Long>> logged = logged(name);
            Map<Long, Long> printed = printed(name);
            for (Map.Entry<Long, Long> book : printed.entrySet()) {
                List<Long> numbers = logged.getOrDefault(book.getKey(), List.of());
                for (int i = 0; i < numbers.size(); i++) {
                    assertThat(numbers.get(i))
                            .as("line %d of pid %d of %s", i, book.getKey(), name)
                            .isEqualTo(i);
                }
                long atMost = book.getValue() + (name.startsWith("bursts") ? 500 : 1); // killed before it was noted
                assertThat((long) numbers.size())
                        .as("lines of pid %d of %s", book.getKey(), name)
                        .isBetween(book.getValue(), atMost);
                lines += numbers.size();
            }
            assertThat(logged.keySet()).isSubsetOf(printed.keySet());
        }
        return lines;
    }

    private Map<Long, List<Long>> logged(String name) throws IOException {
        Map<Long, List<Long>> all = new LinkedHashMap<>();
        for (String line : Files.readAllLines(folder.resolve("logs/" + name + ".log"))) {
            Matcher found = LINE.matcher(line);
            assertThat(found.matches()).as(line).isTrue();
            all.computeIfAbsent(Long.parseLong(found.group(1)), pid -> new ArrayList<>())
                    .add(Long.parseLong(found.group(2)));
        }
        return all;
    }

    /** Ends what a failed test has left. */
    void endAll() {
        living().forEach(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }
}
