/**
 * What can be said about a configuration, and the words it is said with: what is wrong, in which place, and what to write
 * instead. Knows neither YAML nor keys. Start at {@link dev.upkeep.internal.config.problem.Problem}; each kind of problem is a
 * {@link dev.upkeep.internal.config.problem.Code}.
 */
@NullMarked
package dev.upkeep.internal.config.problem;

import org.jspecify.annotations.NullMarked;
