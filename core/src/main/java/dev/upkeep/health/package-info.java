/**
 * Whether a process is well: what is asked, how answers add up to a verdict, and when to ask next. Start at
 * {@link dev.upkeep.health.HealthCheck}.
 */
@NullMarked
package dev.upkeep.health;

import org.jspecify.annotations.NullMarked;
