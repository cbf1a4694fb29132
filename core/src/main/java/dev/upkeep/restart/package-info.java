/**
 * Whether an ended process is started again, when, and why not. Pure arithmetic: time and chance are arguments. Start at
 * {@link dev.upkeep.restart.Restarts}.
 */
@NullMarked
package dev.upkeep.restart;

import org.jspecify.annotations.NullMarked;
