/**
 * What must hold of a configuration as a whole, wherever it comes from: between processes, between routes, between both.
 * Knows values only, no files. Start at {@link dev.upkeep.internal.config.rules.Findings}.
 */
@NullMarked
package dev.upkeep.internal.config.rules;

import org.jspecify.annotations.NullMarked;
