package dev.upkeep.spec;

import dev.upkeep.health.HealthCheck;
import dev.upkeep.process.Slot;
import java.nio.file.Path;
import java.util.Optional;

/** A description as it is for one instance. */
final class Slots {
    private static final Path DEVICES = Path.of("/dev");

    private Slots() {}

    static ProcessSpec fill(ProcessSpec spec, Slot slot) {
        boolean several = spec.instances() > 1;
        return new ProcessSpec(
                spec.id(),
                spec.enabled(),
                spec.name(),
                spec.description(),
                spec.command().in(slot),
                several ? numbered(spec.pidFile(), slot) : spec.pidFile(),
                several ? numbered(spec.logFile(), slot) : spec.logFile(),
                several ? log(spec.log(), slot) : spec.log(),
                spec.restartPolicy(),
                check(spec.healthCheck(), slot),
                new Probes(
                        check(spec.probes().readiness(), slot),
                        check(spec.probes().liveness(), slot)),
                spec.stop(),
                spec.schedule(),
                spec.renewal(),
                spec.watch(),
                spec.hooks(),
                spec.dependencies(),
                spec.orphanPolicy(),
                spec.updatePolicy(),
                spec.instances(),
                spec.ports(),
                spec.activation());
    }

    private static Optional<HealthCheck> check(Optional<HealthCheck> check, Slot slot) {
        return check.map(c -> c.in(slot));
    }

    private static LogSpec log(LogSpec log, Slot slot) {
        return new LogSpec(
                log.maxSize(),
                log.maxFiles(),
                log.interval(),
                log.maxAge(),
                log.compress(),
                log.format(),
                log.errorFile().map(file -> numbered(file, slot)));
    }

    /** {@code api.log} is {@code api-2.log} for the second instance; a device is for all. */
    private static Path numbered(Path file, Slot slot) {
        if (file.startsWith(DEVICES)) {
            return file;
        }
        String name = String.valueOf(file.getFileName());
        int dot = name.lastIndexOf('.');
        int at = dot > 0 ? dot : name.length();
        return file.resolveSibling(name.substring(0, at) + "-" + slot.number() + name.substring(at));
    }
}
