package dev.upkeep.rest.internal.events;

import dev.upkeep.spi.Ticker;
import dev.upkeep.spi.Timers;
import java.time.Duration;

/**
 * How time passes for those who listen.
 *
 * @param ticker tells the time
 * @param timers run what is due later, and what shall not keep others waiting
 * @param heartbeat how long a stream stays silent
 */
public record Pace(Ticker ticker, Timers timers, Duration heartbeat) {}
