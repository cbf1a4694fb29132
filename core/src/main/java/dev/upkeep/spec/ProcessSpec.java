package dev.upkeep.spec;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.process.Command;
import dev.upkeep.process.KillMode;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.process.Slot;
import dev.upkeep.restart.RestartPolicy;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
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
 * @param updatePolicy how it is replaced, and what becomes of it if a new version does not work
 * @param instances how many of it run; default 1
 * @param ports which they are given; by default none if there is one instance, and any if there are several
 * @param activation when it is started, and when it may rest
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
        UpdatePolicy updatePolicy,
        int instances,
        Optional<Ports> ports,
        Activation activation) {
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
        return givenPorts()
                .<List<Object>>map(given -> List.of(command, pidFile, stop.killMode(), given))
                .orElseGet(() -> List.of(command, pidFile, stop.killMode()));
    }

    /**
     * Which ports its instances are given.
     *
     * @return empty if they are given none, and whoever asks them must know where they listen
     */
    public Optional<Ports> givenPorts() {
        return ports.or(() -> instances > 1 ? Optional.of(Ports.AUTO) : Optional.empty());
    }

    /**
     * Whether what runs is replaced by starting the new beside it, before the old is stopped.
     *
     * @return as the update policy says; by default, if any free port will do
     */
    public boolean startsFirst() {
        return updatePolicy
                .order()
                .map(order -> order == UpdatePolicy.Order.START_FIRST)
                .orElseGet(() -> givenPorts().filter(Ports::isAuto).isPresent());
    }

    /**
     * The same for one instance: with its port where {@code PORT} is asked for, and with files of its own if there are
     * several.
     *
     * @param slot of the instance
     * @return what is launched, and how it is asked
     */
    public ProcessSpec in(Slot slot) {
        return Slots.fill(this, slot);
    }

    /**
     * A process with all defaults, to be changed. Its name is its id until set.
     *
     * @param id its name for machines
     * @return a new builder
     */
    public static ProcessSpecBuilder builder(ProcessId id) {
        return new ProcessSpecBuilder(id);
    }
}
