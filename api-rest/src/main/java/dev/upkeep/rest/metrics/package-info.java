/**
 * How the processes are, as meters of <a href="https://micrometer.io">Micrometer</a>: for whoever has a registry already, and
 * for the launcher's {@code /metrics}. Needs {@code micrometer-core} on the class path, which nothing else here does. Start at
 * {@link dev.upkeep.rest.metrics.UpkeepMetrics}.
 */
@NullMarked
package dev.upkeep.rest.metrics;

import org.jspecify.annotations.NullMarked;
