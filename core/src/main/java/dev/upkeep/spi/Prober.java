package dev.upkeep.spi;

import dev.upkeep.health.Probe;
import dev.upkeep.health.ProbeResult;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Carries out probes. */
@FunctionalInterface
public interface Prober {
    /**
     * Asks once. Returns at once and holds no thread while waiting.
     *
     * @param probe what to ask
     * @param timeout when to give up, which is a failure
     * @return completes within the timeout, never exceptionally
     */
    CompletionStage<ProbeResult> probe(Probe probe, Duration timeout);
}
