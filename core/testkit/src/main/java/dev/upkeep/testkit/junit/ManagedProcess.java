package dev.upkeep.testkit.junit;

import dev.upkeep.ProcessStatus;
import dev.upkeep.Upkeep;
import dev.upkeep.log.LogLine;
import dev.upkeep.process.ProcessId;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.spec.OrphanPolicy;
import dev.upkeep.spec.Probes;
import dev.upkeep.spec.ProcessSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A process for tests. Before it runs it is described by the methods that return it; while it runs the others tell of it, from any
 * thread. One that ends by itself is launched again, as the usual restart policy says, after 100 ms.
 */
public final class ManagedProcess {
    private static final int ALL_LINES = 10_000;
    private static final Duration LONG = Duration.ofSeconds(30);

    private final String program;
    private final List<String> args;
    private final Map<String, String> env = new LinkedHashMap<>();
    private Optional<Path> cwd = Optional.empty();
    private Optional<Ready> ready = Optional.empty();
    private int port;
    private @Nullable Running running;

    /** What of it runs. */
    private record Running(ProcessId id, Upkeep upkeep, Sightings sightings) {}

    private ManagedProcess(String program, List<String> args) {
        this.program = program;
        this.args = List.copyOf(args);
    }

    /**
     * A program; no shell is involved.
     *
     * @param program a path, or a name that is looked up on {@code PATH}
     * @param args passed as they are
     * @return a process that does not run yet
     */
    public static ManagedProcess command(String program, String... args) {
        return new ManagedProcess(program, List.of(args));
    }

    /**
     * Sets the folder it starts in.
     *
     * @param folder relative to that of the test; default: the same
     * @return this
     */
    public ManagedProcess cwd(String folder) {
        cwd = Optional.of(Path.of(folder).toAbsolutePath());
        return this;
    }

    /**
     * Adds a variable to its environment.
     *
     * @param name such as {@code NODE_ENV}
     * @param value its value
     * @return this
     */
    public ManagedProcess env(String name, String value) {
        env.put(name, value);
        return this;
    }

    /**
     * Gives it a port of 127.0.0.1 that is free now.
     *
     * @param variable of its environment that tells it, such as {@code PORT}
     * @return this
     */
    public ManagedProcess freePort(String variable) {
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return env(variable, String.valueOf(port));
    }

    /**
     * Says when tests may begin.
     *
     * @param value default: as soon as it is launched
     * @return this
     * @throws IllegalStateException if that asks a port and there is none
     */
    public ManagedProcess waitingFor(Ready value) {
        if (value.needsPort() && port == 0) {
            throw new IllegalStateException("there is no port to ask (expected: freePort(\"PORT\") before waitingFor)");
        }
        ready = Optional.of(value);
        return this;
    }

    /**
     * Where it listens.
     *
     * @return the port of {@link #freePort}
     * @throws IllegalStateException if it has none
     */
    public int port() {
        if (port == 0) {
            throw new IllegalStateException(program + " has no port (expected: freePort(\"PORT\"))");
        }
        return port;
    }

    /**
     * An address at its port.
     *
     * @param path with a query, if need be: {@code /orders?open=true}
     * @return on 127.0.0.1
     */
    public URI uri(String path) {
        return URI.create("http://127.0.0.1:" + port() + path);
    }

    /**
     * A request to it.
     *
     * @param path as in {@link #uri}
     * @return a GET, ready to be sent
     */
    public HttpRequest get(String path) {
        return HttpRequest.newBuilder(uri(path)).build();
    }

    /**
     * How it is.
     *
     * @return as of now
     */
    public ProcessStatus status() {
        Running now = running();
        return now.upkeep().process(now.id()).orElseThrow();
    }

    /**
     * What it has printed since it is managed, over all its launches.
     *
     * @return oldest first, the last 10,000 lines at most
     */
    public List<LogLine> logs() {
        Running now = running();
        return now.upkeep().logs(now.id(), ALL_LINES);
    }

    /** Kills it, as a crash would end it: the root of its tree gets SIGKILL. */
    public void kill() {
        status().pid().ifPresent(pid -> ProcessHandle.of(pid).ifPresent(ProcessHandle::destroyForcibly));
    }

    /** Restarts it and waits until it is ready. */
    public void restart() {
        Running now = running();
        now.upkeep().act(now.id(), Upkeep.Action.RESTART).toCompletableFuture().join();
        awaitReady();
    }

    /** Waits until it is ready, as long as {@link Ready#within} says; fails with its last lines if it does not become so. */
    public void awaitReady() {
        await(ProcessStatus::ready, "ready", ready.map(Ready::longest).orElse(LONG));
    }

    /**
     * Waits until something is true of it.
     *
     * @param wanted what
     * @param what for people: {@code stopped}
     * @param longest then it fails, with the last lines of the process
     */
    public void await(Predicate<ProcessStatus> wanted, String what, Duration longest) {
        Running now = running();
        Optional<ProcessStatus> failed = now.sightings().await(this::status, wanted, longest);
        failed.ifPresent(status -> {
            throw new AssertionError(now.id() + " is not " + what + " within " + longest + ": " + status.reason() + "\n"
                    + LastLines.of(logs()));
        });
    }

    String id() {
        return running().id().value();
    }

    ProcessSpec spec(ProcessId id, Path folder) {
        var spec = ProcessSpec.builder(id)
                .command(program, args)
                .env(env)
                .orphanPolicy(OrphanPolicy.KILL)
                .pidFile(folder.resolve(id + ".pid"))
                .logFile(folder.resolve(id + ".log"))
                .restartPolicy(
                        RestartPolicy.builder().delay(Duration.ofMillis(100)).build());
        cwd.ifPresent(spec::cwd);
        ready.ifPresent(r -> spec.probes(new Probes(Optional.of(r.check(port)), Optional.empty())));
        return spec.build();
    }

    void runs(ProcessId id, Upkeep upkeep, Sightings sightings) {
        running = new Running(id, upkeep, sightings);
    }

    private Running running() {
        Running now = running;
        if (now == null) {
            throw new IllegalStateException(
                    program + " does not run (expected: a field with @Managed in a class with @UpkeepTest)");
        }
        return now;
    }
}
