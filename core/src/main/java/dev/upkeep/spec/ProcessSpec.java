package dev.upkeep.spec;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.process.Command;
import dev.upkeep.process.KillMode;
import dev.upkeep.process.Limits;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.restart.RestartPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A process as the user wants it. Make one with {@link #builder(ProcessId)}: components may be added in later versions.
 *
 * @param id its name for machines
 * @param enabled false: known, never started; default true
 * @param name its name for people
 * @param description for people; default empty
 * @param command what is run
 * @param pidFile where pid and start time are noted while it lives; default {@code ./pids/{id}.pid}
 * @param logFile where its lines are written; default {@code ./logs/{id}.log}
 * @param log how they are kept there
 * @param restartPolicy whether it is started again after an end
 * @param healthCheck how its health is found out; empty if it is not
 * @param probes how only its readiness or only its liveness is found out
 * @param stop how it is ended
 * @param schedule when it runs; empty if always
 * @param renewal when it is replaced though it runs well; default never
 * @param watch which files it is launched anew for when they change; empty for none
 * @param hooks what is run beside it
 * @param dependencies what must be there before it is launched
 * @param orphanPolicy what becomes of it if a supervisor was killed and the next one finds it alive
 * @param updatePolicy what becomes of it if a new version does not work
 */
public record ProcessSpec(
        ProcessId id,
        boolean enabled,
        String name,
        String description,
        Command command,
        Path pidFile,
        Path logFile,
        LogSpec log,
        RestartPolicy restartPolicy,
        Optional<HealthCheck> healthCheck,
        Probes probes,
        StopPolicy stop,
        Optional<Schedule> schedule,
        Renewal renewal,
        Optional<SourceWatch> watch,
        Hooks hooks,
        Dependencies dependencies,

        OrphanPolicy orphanPolicy,
        UpdatePolicy updatePolicy) {
    /**
     * How a process is ended: a signal to its whole tree, and SIGKILL to what is left after the timeout.
     *
     * @param signal default SIGTERM
     * @param timeout default 5 s
     * @param killMode default {@link KillMode#TREE}
     * @param command a program and its arguments, run instead of sending the signal; if it fails the signal is sent after
     *     all; default empty
     */
    public record StopPolicy(Signal signal, Duration timeout, KillMode killMode, List<String> command) {
        /** SIGTERM and 5 s: the default. */
        public static final StopPolicy DEFAULT = new StopPolicy(Signal.SIGTERM, Duration.ofSeconds(5));

        /** Copies the list; refuses a negative timeout, with {@link IllegalArgumentException}. */
        public StopPolicy {
            command = List.copyOf(command);
            if (timeout.isNegative()) {
                throw new IllegalArgumentException("stopTimeout: " + timeout + " (expected: >= 0)");
            }
        }

        /**
         * For the whole tree, by signal alone.
         *
         * @param signal what asks it to end
         * @param timeout after it, what is left is killed
         */
        public StopPolicy(Signal signal, Duration timeout) {
            this(signal, timeout, KillMode.TREE, List.of());
        }
    }

    /**
     * Whether a process that runs as the other describes must be restarted to become what this describes. Name,
     * description, policies, checks and log files take effect without.
     *
     * @param other an earlier description of the same process
     * @return true if anything differs that only a new launch can change
     */
    public boolean needsRestartFrom(ProcessSpec other) {
        return !launchFacts().equals(other.launchFacts());
    }

    /**
     * Whether it is asked how it is while it runs.
     *
     * @return true if there is a health check or a probe
     */
    public boolean isProbed() {
        return healthCheck.isPresent() || !probes.isNone();
    }

    /**
     * What a launch of this is known by: two descriptions have the same if neither {@link #needsRestartFrom needs a
     * restart} to become the other. It is the same in every JVM and tells nothing of what it was made from.
     *
     * @return 64 hexadecimal digits
     */
    public String fingerprint() {
        return Fingerprint.of(launchFacts());
    }

    /** All that only a new launch can change. */
    private List<Object> launchFacts() {
        return List.of(command, pidFile, stop.killMode());
    }

    /**
     * A process with all defaults, to be changed. Its name is its id until set.
     *
     * @param id its name for machines
     * @return a new builder
     */
    public static Builder builder(ProcessId id) {
        return new Builder(id);
    }

    /** Collects the components of a {@link ProcessSpec}. Not thread-safe. */
    public static final class Builder {
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
        private StopPolicy stop = StopPolicy.DEFAULT;
        private Optional<Schedule> schedule = Optional.empty();
        private Renewal renewal = Renewal.NEVER;
        private Optional<SourceWatch> watch = Optional.empty();
        private Hooks hooks = Hooks.NONE;
        private Dependencies dependencies = Dependencies.NONE;
        private OrphanPolicy orphanPolicy = OrphanPolicy.ADOPT;
        private UpdatePolicy updatePolicy = UpdatePolicy.DEFAULT;

        private Builder(ProcessId id) {
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
        public Builder enabled(boolean value) {
            enabled = value;
            return this;
        }

        /**
         * Sets its name for people.
         *
         * @param value default the id
         * @return this
         */
        public Builder name(String value) {
            name = value;
            return this;
        }

        /**
         * Describes it for people.
         *
         * @param value default empty
         * @return this
         */
        public Builder description(String value) {
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
        public Builder command(String program, String... arguments) {
            return command(program, List.of(arguments));
        }

        /**
         * Sets what is run. No shell is involved.
         *
         * @param program a path, or a name that is looked up on {@code PATH}
         * @param arguments passed as they are
         * @return this
         */
        public Builder command(String program, List<String> arguments) {
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
        public Builder cwd(Path value) {
            cwd = Optional.of(value);
            return this;
        }

        /**
         * Sets the variables that are added to what it inherits.
         *
         * @param value default none
         * @return this
         */
        public Builder env(Map<String, String> value) {
            env = value;
            return this;
        }

        /**
         * Sets what it inherits of the supervisor's environment.
         *
         * @param value default everything but {@code UPKEEP_*}
         * @return this
         */
        public Builder inherited(Command.Inherited value) {
            inherited = value;
            return this;
        }

        /**
         * Sets which variables it cannot do without: it is not started if one is missing or empty.
         *
         * @param names default none
         * @return this
         */
        public Builder requiredEnv(String... names) {
            requiredEnv = List.of(names);
            return this;
        }

        /**
         * Sets what it may take of the machine, and whom it runs as.
         *
         * @param value default {@link Limits#NONE}
         * @return this
         */
        public Builder limits(Limits value) {
            limits = value;
            return this;
        }

        /**
         * Sets where pid and start time are noted.
         *
         * @param value default {@code pids/{id}.pid}
         * @return this
         */
        public Builder pidFile(Path value) {
            pidFile = value;
            return this;
        }

        /**
         * Sets where its lines are written.
         *
         * @param value default {@code logs/{id}.log}
         * @return this
         */
        public Builder logFile(Path value) {
            logFile = value;
            return this;
        }

        /**
         * Sets how its lines are kept.
         *
         * @param value default {@link LogSpec#DEFAULT}
         * @return this
         */
        public Builder log(LogSpec value) {
            log = value;
            return this;
        }

        /**
         * Sets whether it is started again after an end.
         *
         * @param value default as {@link RestartPolicy#builder()} makes it; with a schedule, never
         * @return this
         */
        public Builder restartPolicy(RestartPolicy value) {
            restartPolicy = Optional.of(value);
            return this;
        }

        /**
         * Sets how its health is found out: that it is ready, and that it lives.
         *
         * @param value default not at all
         * @return this
         */
        public Builder healthCheck(HealthCheck value) {
            healthCheck = Optional.of(value);
            return this;
        }

        /**
         * Sets how it is found out whether it may be sent requests, or whether it must be restarted.
         *
         * @param value default {@link Probes#NONE}
         * @return this
         */
        public Builder probes(Probes value) {
            probes = value;
            return this;
        }

        /**
         * Sets how it is ended.
         *
         * @param value default {@link StopPolicy#DEFAULT}
         * @return this
         */
        public Builder stop(StopPolicy value) {
            stop = value;
            return this;
        }

        /**
         * Sets what must be there before it is launched.
         *
         * @param value default nothing
         * @return this
         */
        public Builder dependsOn(Dependencies value) {
            dependencies = value;
            return this;
        }

        /**
         * Sets what becomes of it if a supervisor was killed and the next one finds it alive.
         *
         * @param value default {@link OrphanPolicy#ADOPT}
         * @return this
         */
        public Builder orphanPolicy(OrphanPolicy value) {
            orphanPolicy = value;
            return this;
        }

        /**
         * Sets what becomes of it if a new version does not work after a reload.
         *
         * @param value default {@link UpdatePolicy#DEFAULT}
         * @return this
         */
        public Builder updatePolicy(UpdatePolicy value) {
            updatePolicy = value;
            return this;
        }

        /**
         * Has it run when its time comes instead of always.
         *
         * @param value default always
         * @return this
         */
        public Builder schedule(Schedule value) {
            schedule = Optional.of(value);
            return this;
        }

        /**
         * Sets when it is replaced though it runs well.
         *
         * @param value default never
         * @return this
         */
        public Builder renewal(Renewal value) {
            renewal = value;
            return this;
        }

        /**
         * Sets what is run beside it when something happens to it.
         *
         * @param value default {@link Hooks#NONE}
         * @return this
         */
        public Builder hooks(Hooks value) {
            hooks = value;
            return this;
        }

        /**
         * Has it launched anew when files change. For development.
         *
         * @param value default no files
         * @return this
         */
        public Builder watch(SourceWatch value) {
            watch = Optional.of(value);
            return this;
        }

        private RestartPolicy policy() {
            RestartPolicy.Builder usual = RestartPolicy.builder();
            return restartPolicy.orElseGet(() -> schedule.isPresent()
                    ? usual.condition(RestartPolicy.Condition.NEVER).build()
                    : usual.build());
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
                    updatePolicy);
        }
    }
}
