package dev.upkeep;

import dev.upkeep.config.ConfigException;
import dev.upkeep.process.ProcessId;
import dev.upkeep.route.Route;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProxySpec;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Collects what an {@link Upkeep} needs. Not thread-safe. */
public final class UpkeepBuilder {
    private final List<ProcessSpec> processes = new ArrayList<>();
    private final List<Route> routes = new ArrayList<>();
    private ProxySpec proxy = ProxySpec.DEFAULT;

    UpkeepBuilder() {}

    UpkeepBuilder fromYaml(Path directory) {
        throw new UnsupportedOperationException();
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
    public UpkeepBuilder process(String id, Consumer<ProcessSpec.Builder> details) {
        ProcessSpec.Builder spec = ProcessSpec.builder(new ProcessId(id));
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
     * Sets where the proxy listens.
     *
     * @param value its routes, if any, come before those of {@link #route}
     * @return this
     */
    public UpkeepBuilder proxy(ProxySpec value) {
        proxy = value;
        return this;
    }

    /**
     * Sets the folder where Upkeep keeps what it must remember.
     *
     * @param value is made if missing; default {@code .upkeep}, beside the files if there are any
     * @return this
     */
    public UpkeepBuilder stateDirectory(Path value) {
        return this;
    }

    /**
     * Checks everything and makes the supervisor; nothing is launched yet.
     *
     * @return a new supervisor
     * @throws ConfigException with everything that is wrong
     */
    public Upkeep build() {
        Configuration.of(processes, proxy.withRoutes(routes));
        throw new UnsupportedOperationException();
    }
}
