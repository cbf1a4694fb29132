/**
 * When a schedule is due: cron expressions, and what becomes of them when clocks change. Start at
 * {@link dev.upkeep.internal.cron.Cron}.
 */
@NullMarked
package dev.upkeep.internal.cron;

import org.jspecify.annotations.NullMarked;
