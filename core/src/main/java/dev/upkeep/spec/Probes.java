package dev.upkeep.spec;

import dev.upkeep.health.HealthCheck;
import java.util.Optional;

/**
 * What is asked of a process for one end only, where its health check, which serves both, is not what is wanted.
 *
 * @param readiness while it fails, the process is sent no requests; empty if the health check tells
 * @param liveness when it fails, the process is restarted; empty if the health check tells
 */
public record Probes(Optional<HealthCheck> readiness, Optional<HealthCheck> liveness) {
    /** Neither: the default. */
    public static final Probes NONE = new Probes(Optional.empty(), Optional.empty());

    /**
     * Whether there is neither.
     *
     * @return true if the health check, if there is one, serves both ends
     */
    public boolean isNone() {
        return readiness.isEmpty() && liveness.isEmpty();
    }
}
