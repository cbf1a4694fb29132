package dev.upkeep.internal.launch;

import dev.upkeep.internal.system.ShortCommand;
import dev.upkeep.process.Limits;
import dev.upkeep.process.Limits.Range;
import dev.upkeep.process.Signal;
import dev.upkeep.spi.ProcessLauncher.Launch;
import dev.upkeep.spi.ProcessLauncher.LaunchException;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;

/**
 * The programs that a process is started through, each of which turns into the next, so that the pid stays: a session of
 * its own, then limits, then another user. What the system would refuse is found out before there is a process.
 * Thread-safe.
 */
final class Prefix {
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    /** What shells and their like end with if a program cannot be run; higher codes tell of a signal. */
    private static final int CANNOT_RUN = 126;

    private static final String UMASK = "umask \"$0\" && exec \"$@\"";

    private final ProgramSearch search;
    private final Optional<Path> setsid;

    /** What has been tried and works; the rights of this JVM don't change. */
    private final Set<List<String>> proved = ConcurrentHashMap.newKeySet();

    Prefix(ProgramSearch search) {
        this.search = search;
        this.setsid = search.tool("setsid");
    }

    /** The words to put before the program and its arguments. */
    List<String> of(Launch launch, Optional<Account> account) throws LaunchException {
        List<String> words = new ArrayList<>();
        setsid.map(Path::toString).ifPresent(words::add);
        words.addAll(signals(launch.stopSignal()));
        words.addAll(limits(launch.command().limits(), account));
        return words;
    }

    private List<String> limits(Limits limits, Optional<Account> account) throws LaunchException {
        if (limits.equals(Limits.NONE)) {
            return List.of();
        }
        List<String> words = new ArrayList<>();
        addNice(limits, words);
        addUlimits(limits, words);
        addUmask(limits, words);
        account.ifPresent(a -> words.addAll(a.words()));
        requireAllowed(limits, words);
        return words;
    }

    private void addNice(Limits limits, List<String> words) throws LaunchException {
        if (limits.nice().isPresent()) {
            String nice = tool("nice", "nice", "coreutils");
            int more = limits.nice().get() - own(nice);
            words.addAll(List.of(nice, "-n", Integer.toString(more)));
        }
    }

    /** What this JVM runs with; the program only knows how to add to it. */
    private static int own(String nice) {
        try {
            return Integer.parseInt(ShortCommand.ask(List.of(nice), PATIENCE).out());
        } catch (IOException | NumberFormatException e) {
            return 0; // the usual one
        }
    }

    private void addUlimits(Limits limits, List<String> words) throws LaunchException {
        if (!limits.ulimits().isEmpty()) {
            words.add(tool("prlimit", "ulimits", "util-linux"));
            limits.ulimits().forEach((resource, range) -> words.add("--" + resource.word() + "=" + written(range)));
        }
    }

    private static String written(Range range) {
        return written(range.soft()) + ":" + written(range.hard());
    }

    private static String written(long limit) {
        return limit == Range.UNLIMITED ? "unlimited" : Long.toString(limit);
    }

    private void addUmask(Limits limits, List<String> words) throws LaunchException {
        if (limits.umask().isPresent()) {
            String octal = "0" + Integer.toOctalString(limits.umask().get());
            words.addAll(List.of(tool("sh", "umask", "a shell"), "-c", UMASK, octal));
        }
    }

    /**
     * A JVM may have been started with signals ignored ({@code nohup}, {@code &} in a script), and until Java 20 starts
     * its children with SIGQUIT blocked; both are inherited by all that they start.
     */
    private List<String> signals(Signal stopSignal) {
        boolean usual = stopSignal == Signal.SIGTERM || stopSignal == Signal.SIGKILL;
        Optional<Path> env = usual ? Optional.empty() : search.tool("env");
        return env.map(path -> List.of(
                        path.toString(), "--default-signal=" + stopSignal.name().substring("SIG".length())))
                .filter(this::works)
                .orElse(List.of());
    }

    private boolean works(List<String> words) {
        try {
            return proved.contains(words) || trouble(attempt(words)).isEmpty() && proved.add(words);
        } catch (IOException e) {
            return false; // cannot even be started: then without
        }
    }

    /** Has the programs do their work for nothing, since they would fail only when the process counts as started. */
    private void requireAllowed(Limits limits, List<String> words) throws LaunchException {
        if (proved.contains(words)) {
            return;
        }
        try {
            ShortCommand.Answer answer = attempt(words);
            String trouble = trouble(answer);
            if (!trouble.isEmpty()) {
                throw new LaunchException(
                        keys(limits) + ": refused by the system: " + trouble + ". " + remedy(limits, answer.code()));
            }
            proved.add(words);
        } catch (IOException e) {
            throw new LaunchException(keys(limits) + ": " + words.get(0) + " cannot be run: " + e.getMessage(), e);
        }
    }

    private static ShortCommand.Answer attempt(List<String> words) throws IOException {
        List<String> attempt = new ArrayList<>(words);
        attempt.addAll(List.of("/bin/sh", "-c", ":"));
        return ShortCommand.ask(attempt, PATIENCE);
    }

    /** Rights are refused in words; what is killed, or cannot be loaded, had them. */
    private static String remedy(Limits limits, int code) {
        boolean starved = !limits.ulimits().isEmpty() && code >= CANNOT_RUN;
        return starved
                ? "The limits may be too small for any program to start: raise them"
                : "Start Upkeep with more rights (as root), or ask for less";
    }

    /** What they say against it; some only complain and go on. */
    private static String trouble(ShortCommand.Answer answer) {
        if (answer.code() != 0 && answer.err().isEmpty()) {
            return "ended with code " + answer.code();
        }
        return answer.err().lines().map(String::strip).collect(Collectors.joining("; "));
    }

    private static String keys(Limits limits) {
        List<String> keys = new ArrayList<>();
        limits.user().ifPresent(user -> keys.add("user"));
        if (!limits.ulimits().isEmpty()) {
            keys.add("ulimits");
        }
        limits.nice().ifPresent(nice -> keys.add("nice"));
        limits.umask().ifPresent(umask -> keys.add("umask"));
        return String.join(", ", keys);
    }

    private String tool(String name, String key, String from) throws LaunchException {
        return search.required(name, key, from).toString();
    }
}
