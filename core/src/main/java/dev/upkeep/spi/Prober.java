package dev.upkeep.spi;

import dev.upkeep.health.Probe;
import dev.upkeep.health.ProbeResult;
import java.time.Duration;
import java.util.concurrent.CompletionStage;

/** Carries out probes over the network. */
@FunctionalInterface
public interface Prober {
    /**
     * Asks once. Returns at once and holds no thread while waiting.
     *
     * @param probe what to ask
     * @param timeout when to give up, which is a failure
     * @return completes within the timeout, never exceptionally; who cancels its future gives the question up, and ends
     *     what is under way
     */
    CompletionStage<ProbeResult> probe(Probe probe, Duration timeout);
}
