/**
 * Reads what other supervisors are configured by, and writes it as {@code processes.yaml}. What cannot be carried over is said,
 * each with its line. Start at {@link dev.upkeep.examples.imports.InitCommand}.
 */
@NullMarked
package dev.upkeep.examples.imports;

import org.jspecify.annotations.NullMarked;
