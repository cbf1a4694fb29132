/**
 * All keys of {@code processes.yaml} and {@code proxy.yaml}: which there are, what is so without them, and what of a process,
 * route or proxy they set. Each {@code …Keys} is a table, each {@code …Draft} what is filled by it. Start at
 * {@link dev.upkeep.internal.config.keys.BothFiles}.
 */
@NullMarked
package dev.upkeep.internal.config.keys;

import org.jspecify.annotations.NullMarked;
