package dev.upkeep.internal.gate;

import dev.upkeep.spi.Ticker;
import dev.upkeep.spi.Timers;
import java.util.concurrent.Executor;

/**
 * What the outside does for gates.
 *
 * @param ticker tells the time
 * @param timers run things later
 * @param outcomes runs what tells outcomes
 */
public record GateSeams(Ticker ticker, Timers timers, Executor outcomes) {}
