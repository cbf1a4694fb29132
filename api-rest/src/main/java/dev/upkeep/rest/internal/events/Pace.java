package dev.upkeep.rest.internal.events;

import dev.upkeep.spi.Ticker;
import dev.upkeep.spi.Timers;
import java.time.Duration;

/**
 * The run that listeners listen to, and how time passes in it.
 *
 * @param epoch what tells this run from others: numbers of one mean nothing in another
 * @param ticker tells the time
 * @param timers run what is due later, and what shall not keep others waiting
 * @param heartbeat how long a stream stays silent
 */
public record Pace(String epoch, Ticker ticker, Timers timers, Duration heartbeat) {}
