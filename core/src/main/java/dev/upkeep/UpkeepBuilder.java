package dev.upkeep;

import dev.upkeep.config.ConfigException;
import dev.upkeep.config.ConfigFiles;
import dev.upkeep.config.ConfigFiles.Loaded;
import dev.upkeep.config.Diagnostic;
import dev.upkeep.config.Diagnostic.Severity;
import dev.upkeep.config.Rules;
import dev.upkeep.internal.gate.GateSeams;
import dev.upkeep.internal.launch.JdkLauncher;
import dev.upkeep.internal.probe.HttpProber;
import dev.upkeep.internal.system.FileStamp;
import dev.upkeep.internal.system.FileTrouble;
import dev.upkeep.internal.system.StateLock;
import dev.upkeep.internal.system.ThreadTimers;
import dev.upkeep.process.ProcessId;
import dev.upkeep.route.Route;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpecBuilder;
import dev.upkeep.spec.ProxySpec;
import dev.upkeep.spi.Ticker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Consumer;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Collects what an {@link Upkeep} needs. Not thread-safe. */
public final class UpkeepBuilder {
    private static final int WORKERS = Math.max(4, Runtime.getRuntime().availableProcessors());

    private final List<ProcessSpec> processes = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();
    private Optional<ProxySpec> proxy = Optional.empty();
    private UnaryOperator<ProxySpec> adjust = UnaryOperator.identity();
    private Optional<Path> directory = Optional.empty();
    private Optional<Path> stateDirectory = Optional.empty();
    private boolean watched;

    UpkeepBuilder() {}

    UpkeepBuilder fromYaml(Path value) {
        directory = Optional.of(value);
        return this;
    }

    /**
     * Adds a process.
     *
     * @param spec what is wanted
     * @return this
     */
    public UpkeepBuilder process(ProcessSpec spec) {
        processes.add(spec);
        return this;
    }

    /**
     * Adds a process.
     *
     * @param id its name for machines
     * @param details says the rest
     * @return this
     * @throws IllegalArgumentException if the id is none, or a number is out of range
     */
    public UpkeepBuilder process(String id, Consumer<ProcessSpecBuilder> details) {
        ProcessSpecBuilder spec = ProcessSpec.builder(new ProcessId(id));
        details.accept(spec);
        return process(spec.build());
    }

    /**
     * Adds a route.
     *
     * @param route what is wanted
     * @return this
     */
    public UpkeepBuilder route(Route route) {
        routes.add(route);
        return this;
    }

    /**
     * Sets where the proxy listens, instead of what a file says.
     *
     * @param value its routes, if any, come before those of {@link #route}
     * @return this
     */
    public UpkeepBuilder proxy(ProxySpec value) {
        proxy = Optional.of(value);
        return this;
    }

    /**
     * Changes what is known of the proxy each time it is read from a file, such as its ports.
     *
     * @param change from what the file says to what shall hold
     * @return this
     */
    public UpkeepBuilder adjustProxy(UnaryOperator<ProxySpec> change) {
        adjust = change;
        return this;
    }

    /**
     * Sets the folder where Upkeep keeps what it must remember.
     *
     * @param value is made if missing; default {@code .upkeep}, beside the files if there are any
     * @return this
     */
    public UpkeepBuilder stateDirectory(Path value) {
        stateDirectory = Optional.of(value);
        return this;
    }

    /**
     * Has the files read again whenever they have changed, without being asked to.
     *
     * @param value default false
     * @return this
     */
    public UpkeepBuilder watchFiles(boolean value) {
        watched = value;
        return this;
    }

    /**
     * Reads the files, if there are any, checks everything and makes the supervisor; nothing is launched yet. From now on,
     * until it is stopped, no other supervisor can be made with the same state directory; for one that was killed just now,
     * this waits up to a second.
     *
     * @return a new supervisor
     * @throws ConfigException with everything that is wrong
     * @throws StateDirectoryException if another supervisor uses the state directory, or it cannot be written
     */
    public Upkeep build() {
        List<ProcessSpec> ownProcesses = List.copyOf(processes);
        List<Route> ownRoutes = List.copyOf(routes);
        Path state = stateDirectory.orElseGet(
                () -> directory.orElse(Path.of("")).resolve(".upkeep").toAbsolutePath());
        Supplier<Loaded> load = () -> loaded(ownProcesses, ownRoutes, state);
        List<FileStamp> before = FileStamp.of(directory.map(ConfigFiles::usual).orElse(List.of()));
        Loaded first = load.get();
        Logs.found(first.warnings());
        StateLock lock = locked(state);
        Supervisor supervisor = supervisor(first.configuration(), state, directory.map(d -> load), lock);
        return watched ? supervisor.watching(first.files(), stamps(first.files(), before)) : supervisor;
    }

    /** How the files looked before they were read, or after, those that are not the usual ones. */
    private static List<FileStamp> stamps(List<Path> files, List<FileStamp> before) {
        return FileStamp.of(files).stream()
                .map(after -> before.stream()
                        .filter(stamp -> stamp.file().equals(after.file()))
                        .findFirst()
                        .orElse(after))
                .toList();
    }

    private static StateLock locked(Path state) {
        try {
            return StateLock.take(state);
        } catch (StateLock.Taken e) {
            throw StateDirectoryException.inUse(state, e.holder(), e);
        } catch (IOException e) {
            throw StateDirectoryException.unusable(state, FileTrouble.say(e), e);
        }
    }

    private Loaded loaded(List<ProcessSpec> ownProcesses, List<Route> ownRoutes, Path state) {
        Optional<Loaded> file = directory.map(d -> ConfigFiles.load(d, System::getenv));
        Optional<Configuration> said = file.map(Loaded::configuration);
        ProxySpec base =
                adjust.apply(proxy.or(() -> said.map(Configuration::proxy)).orElse(ProxySpec.DEFAULT));
        List<ProcessSpec> all = Stream.concat(
                        said.stream().flatMap(c -> c.processes().values().stream()), ownProcesses.stream())
                .toList();
        ProxySpec whole = base.withRoutes(
                Stream.concat(base.routes().stream(), ownRoutes.stream()).toList());
        Configuration configuration = Configuration.of(all, whole);
        requireValid(configuration, state);
        return new Loaded(
                configuration,
                file.map(Loaded::warnings).orElse(List.of()),
                file.map(Loaded::lines).orElse(Map.of()),
                file.map(Loaded::files).orElse(List.of()));
    }

    private void requireValid(Configuration configuration, Path state) {
        List<Path> own = Stream.concat(
                        Stream.of(state),
                        directory.stream()
                                .flatMap(d -> Stream.of("processes.yaml", "proxy.yaml")
                                        .map(d::resolve)))
                .toList();
        List<Diagnostic> found = Rules.check(configuration, own);
        if (found.stream().anyMatch(d -> d.severity() == Severity.ERROR)) {
            throw new ConfigException(found);
        }
    }

    private static Supervisor supervisor(
            Configuration configuration, Path state, Optional<Supplier<Loaded>> files, StateLock lock) {
        Executor loop = Threads.some("loop", 1);
        Executor work = Threads.some("work", WORKERS);
        GateSeams gates = new GateSeams(Ticker.system(), new ThreadTimers(), Threads.some("outcomes", 1));
        ThreadTimers timers = new ThreadTimers();
        JdkLauncher launcher = new JdkLauncher(state, work, timers);
        HttpProber prober = new HttpProber(Threads.some("names", WORKERS), Threads.some("probing", WORKERS), timers);
        DoubleSupplier dice = () -> ThreadLocalRandom.current().nextDouble();
        Outside outside = new Outside(launcher, prober, Ticker.system(), timers, loop, work, gates, dice, () -> {
            launcher.close();
            prober.close();
            timers.close();
            lock.close();
        });
        return new Supervisor(configuration, state, files, outside);
    }
}
