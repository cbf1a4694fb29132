package dev.upkeep.spec;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.process.Command;
import dev.upkeep.process.Limits;
import dev.upkeep.process.ProcessId;
import dev.upkeep.restart.RestartPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Collects the components of a {@link ProcessSpec}. Not thread-safe. */
public final class ProcessSpecBuilder {
    private final ProcessId id;
    private boolean enabled = true;
    private String name;
    private String description = "";
    private String program = "";
    private List<String> args = List.of();
    private Optional<Path> cwd = Optional.empty();
    private Map<String, String> env = Map.of();
    private Command.Inherited inherited = Command.Inherited.ALL;
    private List<String> requiredEnv = List.of();
    private Limits limits = Limits.NONE;
    private Path pidFile;
    private Path logFile;
    private LogSpec log = LogSpec.DEFAULT;
    private Optional<RestartPolicy> restartPolicy = Optional.empty();
    private Optional<HealthCheck> healthCheck = Optional.empty();
    private Probes probes = Probes.NONE;
    private ProcessSpec.StopPolicy stop = ProcessSpec.StopPolicy.DEFAULT;
    private Optional<Schedule> schedule = Optional.empty();
    private Renewal renewal = Renewal.NEVER;
    private Optional<SourceWatch> watch = Optional.empty();
    private Hooks hooks = Hooks.NONE;
    private Dependencies dependencies = Dependencies.NONE;
    private OrphanPolicy orphanPolicy = OrphanPolicy.ADOPT;
    private UpdatePolicy updatePolicy = UpdatePolicy.DEFAULT;
    private int instances = 1;
    private Optional<Ports> ports = Optional.empty();
    private Activation activation = Activation.DEFAULT;

    ProcessSpecBuilder(ProcessId id) {
        this.id = id;
        this.name = id.value();
        this.pidFile = Path.of("pids", id + ".pid");
        this.logFile = Path.of("logs", id + ".log");
    }

    /**
     * Enables or disables it.
     *
     * @param value default true
     * @return this
     */
    public ProcessSpecBuilder enabled(boolean value) {
        enabled = value;
        return this;
    }

    /**
     * Sets its name for people.
     *
     * @param value default the id
     * @return this
     */
    public ProcessSpecBuilder name(String value) {
        name = value;
        return this;
    }

    /**
     * Describes it for people.
     *
     * @param value default empty
     * @return this
     */
    public ProcessSpecBuilder description(String value) {
        description = value;
        return this;
    }

    /**
     * Sets what is run. No shell is involved.
     *
     * @param program a path, or a name that is looked up on {@code PATH}
     * @param arguments passed as they are
     * @return this
     */
    public ProcessSpecBuilder command(String program, String... arguments) {
        return command(program, List.of(arguments));
    }

    /**
     * Sets what is run. No shell is involved.
     *
     * @param program a path, or a name that is looked up on {@code PATH}
     * @param arguments passed as they are
     * @return this
     */
    public ProcessSpecBuilder command(String program, List<String> arguments) {
        this.program = program;
        this.args = arguments;
        return this;
    }

    /**
     * Sets the folder it starts in.
     *
     * @param value must exist when it is launched; default the supervisor's own
     * @return this
     */
    public ProcessSpecBuilder cwd(Path value) {
        cwd = Optional.of(value);
        return this;
    }

    /**
     * Sets the variables that are added to what it inherits.
     *
     * @param value default none
     * @return this
     */
    public ProcessSpecBuilder env(Map<String, String> value) {
        env = value;
        return this;
    }

    /**
     * Sets what it inherits of the supervisor's environment.
     *
     * @param value default everything but {@code UPKEEP_*}
     * @return this
     */
    public ProcessSpecBuilder inherited(Command.Inherited value) {
        inherited = value;
        return this;
    }

    /**
     * Sets which variables it cannot do without: it is not started if one is missing or empty.
     *
     * @param names default none
     * @return this
     */
    public ProcessSpecBuilder requiredEnv(String... names) {
        requiredEnv = List.of(names);
        return this;
    }

    /**
     * Sets what it may take of the machine, and whom it runs as.
     *
     * @param value default {@link Limits#NONE}
     * @return this
     */
    public ProcessSpecBuilder limits(Limits value) {
        limits = value;
        return this;
    }

    /**
     * Sets where pid and start time are noted.
     *
     * @param value default {@code pids/{id}.pid}
     * @return this
     */
    public ProcessSpecBuilder pidFile(Path value) {
        pidFile = value;
        return this;
    }

    /**
     * Sets where its lines are written.
     *
     * @param value default {@code logs/{id}.log}
     * @return this
     */
    public ProcessSpecBuilder logFile(Path value) {
        logFile = value;
        return this;
    }

    /**
     * Sets how its lines are kept.
     *
     * @param value default {@link LogSpec#DEFAULT}
     * @return this
     */
    public ProcessSpecBuilder log(LogSpec value) {
        log = value;
        return this;
    }

    /**
     * Sets whether it is started again after an end.
     *
     * @param value default as {@link RestartPolicy#builder()} makes it; with a schedule, never
     * @return this
     */
    public ProcessSpecBuilder restartPolicy(RestartPolicy value) {
        restartPolicy = Optional.of(value);
        return this;
    }

    /**
     * Sets how its health is found out: that it is ready, and that it lives.
     *
     * @param value default not at all
     * @return this
     */
    public ProcessSpecBuilder healthCheck(HealthCheck value) {
        healthCheck = Optional.of(value);
        return this;
    }

    /**
     * Sets how it is found out whether it may be sent requests, or whether it must be restarted.
     *
     * @param value default {@link Probes#NONE}
     * @return this
     */
    public ProcessSpecBuilder probes(Probes value) {
        probes = value;
        return this;
    }

    /**
     * Sets how it is ended.
     *
     * @param value default {@link ProcessSpec.StopPolicy#DEFAULT}
     * @return this
     */
    public ProcessSpecBuilder stop(ProcessSpec.StopPolicy value) {
        stop = value;
        return this;
    }

    /**
     * Sets what must be there before it is launched.
     *
     * @param value default nothing
     * @return this
     */
    public ProcessSpecBuilder dependsOn(Dependencies value) {
        dependencies = value;
        return this;
    }

    /**
     * Sets what becomes of it if a supervisor was killed and the next one finds it alive.
     *
     * @param value default {@link OrphanPolicy#ADOPT}
     * @return this
     */
    public ProcessSpecBuilder orphanPolicy(OrphanPolicy value) {
        orphanPolicy = value;
        return this;
    }

    /**
     * Sets what becomes of it if a new version does not work after a reload.
     *
     * @param value default {@link UpdatePolicy#DEFAULT}
     * @return this
     */
    public ProcessSpecBuilder updatePolicy(UpdatePolicy value) {
        updatePolicy = value;
        return this;
    }

    /**
     * Has it run when its time comes instead of always.
     *
     * @param value default always
     * @return this
     */
    public ProcessSpecBuilder schedule(Schedule value) {
        schedule = Optional.of(value);
        return this;
    }

    /**
     * Sets when it is replaced though it runs well.
     *
     * @param value default never
     * @return this
     */
    public ProcessSpecBuilder renewal(Renewal value) {
        renewal = value;
        return this;
    }

    /**
     * Sets what is run beside it when something happens to it.
     *
     * @param value default {@link Hooks#NONE}
     * @return this
     */
    public ProcessSpecBuilder hooks(Hooks value) {
        hooks = value;
        return this;
    }

    /**
     * Has it launched anew when files change. For development.
     *
     * @param value default no files
     * @return this
     */
    public ProcessSpecBuilder watch(SourceWatch value) {
        watch = Optional.of(value);
        return this;
    }

    /**
     * Sets how many of it run.
     *
     * @param value 1 or more; default 1
     * @return this
     */
    public ProcessSpecBuilder instances(int value) {
        instances = value;
        return this;
    }

    /**
     * Sets which ports its instances are given.
     *
     * @param value default none if there is one instance, and any if there are several
     * @return this
     */
    public ProcessSpecBuilder ports(Ports value) {
        ports = Optional.of(value);
        return this;
    }

    private RestartPolicy policy() {
        RestartPolicy.Builder usual = RestartPolicy.builder();
        return restartPolicy.orElseGet(() -> schedule.isPresent()
                ? usual.condition(RestartPolicy.Condition.NEVER).build()
                : usual.build());
    }

    /**
     * Sets when it is started, and when it may rest.
     *
     * @param value default {@link Activation#DEFAULT}
     * @return this
     */
    public ProcessSpecBuilder activation(Activation value) {
        activation = value;
        return this;
    }

    /**
     * Makes the description. What it says is checked when a {@code Configuration} with it is loaded.
     *
     * @return an immutable description
     */
    public ProcessSpec build() {
        return new ProcessSpec(
                id,
                enabled,
                name,
                description,
                new Command(program, args, cwd, env, inherited, requiredEnv, limits),
                pidFile,
                logFile,
                log,
                policy(),
                healthCheck,
                probes,
                stop,
                schedule,
                renewal,
                watch,
                hooks,
                dependencies,
                orphanPolicy,
                updatePolicy,
                instances,
                ports,
                activation);
    }
}
