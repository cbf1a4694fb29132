/**
 * The real supervisor in a made-up world: one thread, a clock of its own, an operating system that fails in every way it
 * may, and laws that are checked after each step. Start at {@link dev.upkeep.simulation.World}.
 */
@NullMarked
package dev.upkeep.simulation;

import org.jspecify.annotations.NullMarked;
