/**
 * What the user asked for, as immutable values: processes, routes and listeners. Built by {@code dev.upkeep.config} from
 * YAML, or by hand with the builders. Start at {@link dev.upkeep.spec.ProcessSpec}.
 */
@NullMarked
package dev.upkeep.spec;

import org.jspecify.annotations.NullMarked;
