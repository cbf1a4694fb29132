package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.rules.Addresses;
import dev.upkeep.process.KillMode;
import dev.upkeep.process.Limits;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.route.Route;
import dev.upkeep.spec.Activation;
import dev.upkeep.spec.Activation.Start;
import dev.upkeep.spec.Dependencies;
import dev.upkeep.spec.Dependencies.Condition;
import dev.upkeep.spec.LogSpec;
import dev.upkeep.spec.OrphanPolicy;
import dev.upkeep.spec.Ports;
import dev.upkeep.spec.Probes;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpec.StopPolicy;
import dev.upkeep.spec.ProcessSpecBuilder;
import dev.upkeep.spec.Renewal;
import dev.upkeep.spec.UpdatePolicy;
import dev.upkeep.spec.UpdatePolicy.FailureAction;
import dev.upkeep.spec.UpdatePolicy.Order;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A process as far as it has been read. */
final class ProcessDraft {
    final ProcessId id;
    final ProcessSpecBuilder spec;
    final ScheduleDraft schedule = new ScheduleDraft();
    private final RestartPolicy.Builder restart = RestartPolicy.builder();
    private boolean restartIsSaid;
    private Renewal renewal = Renewal.NEVER;
    final HealthDraft health = new HealthDraft(false);
    final HealthDraft readiness = new HealthDraft(true);
    final HealthDraft liveness = new HealthDraft(true);
    String program = "";
    List<String> args = List.of();
    Map<String, String> env = Map.of();
    Map<String, String> envOfFiles = Map.of();
    List<String> requiredEnv = List.of();
    Signal stopSignal = StopPolicy.DEFAULT.signal();
    Map<ProcessId, Condition> dependsOn = Map.of();
    boolean restartOnDependency;
    FailureAction failureAction = UpdatePolicy.DEFAULT.failureAction();
    Duration startTimeout = UpdatePolicy.DEFAULT.startTimeout();
    Duration stopTimeout = StopPolicy.DEFAULT.timeout();
    KillMode killMode = StopPolicy.DEFAULT.killMode();
    List<String> stopCommand = List.of();
    Optional<Ports> ports = Optional.empty();
    boolean autoStart = true;
    boolean onRequest;
    Optional<Duration> idleTimeout = Optional.empty();
    int instances = 1;
    Optional<Order> order = Optional.empty();
    int parallelism = 1;
    Optional<OrphanPolicy> orphanPolicy = Optional.empty();
    final HookKeys.Draft hooks = new HookKeys.Draft();
    final Limits.Builder limits = Limits.builder();
    final LogSpec.Builder log = LogSpec.builder();

    ProcessDraft(ProcessId id, Path folder) {
        this.id = id;
        spec = ProcessSpec.builder(id)
                .pidFile(folder.resolve("pids").resolve(id + ".pid"))
                .logFile(folder.resolve("logs").resolve(id + ".log"));
    }

    /** For whoever has something to say about restarts. */
    RestartPolicy.Builder restart() {
        restartIsSaid = true;
        return restart;
    }

    void memoryLimit(long bytes) {
        renewal = renewal.withMemoryLimit(bytes);
    }

    void maxAge(Duration age) {
        renewal = renewal.withMaxAge(age);
    }

    /** The port that it is told by its environment, if it is told one; 0 if each instance is told another. */
    Optional<String> port() {
        Optional<Ports> given = ports.or(() -> instances > 1 ? Optional.of(Ports.AUTO) : Optional.empty());
        return given.map(all -> Integer.toString(all.isFixed() ? all.first() : 0))
                .or(this::portOfEnv);
    }

    private Optional<String> portOfEnv() {
        return Addresses.port(wholeEnv()).map(String::valueOf);
    }

    /** What is written beside it wins over what is in files. */
    private Map<String, String> wholeEnv() {
        Map<String, String> whole = new LinkedHashMap<>(envOfFiles);
        whole.putAll(env);
        return whole;
    }

    ProcessSpec build(Optional<Route> route) {
        health.build(route, port()).ifPresent(spec::healthCheck);
        spec.probes(new Probes(readiness.build(route, port()), liveness.build(route, port())));
        schedule.build().ifPresent(spec::schedule);
        ports.ifPresent(spec::ports);
        spec.activation(new Activation(onRequest ? Start.REQUEST : autoStart ? Start.BOOT : Start.HAND, idleTimeout));
        spec.instances(instances);
        if (restartIsSaid) {
            spec.restartPolicy(restart.build());
        }
        return spec.command(program, args)
                .env(wholeEnv())
                .requiredEnv(requiredEnv.toArray(String[]::new))
                .renewal(renewal)
                .limits(limits.build())
                .hooks(hooks.hooks)
                .log(log.build())
                .stop(new StopPolicy(stopSignal, stopTimeout, killMode, stopCommand))
                .orphanPolicy(orphanPolicy.orElse(OrphanPolicy.ADOPT))
                .dependsOn(new Dependencies(dependsOn, restartOnDependency))
                .updatePolicy(new UpdatePolicy(failureAction, startTimeout, order, parallelism))
                .build();
    }
}
