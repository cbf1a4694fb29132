/**
 * The launcher: {@code upkeep run}, {@code validate} and {@code version}. It shows how the parts of the library are put
 * together. Start at {@link dev.upkeep.examples.launcher.Commands}.
 */
@NullMarked
package dev.upkeep.examples.launcher;

import org.jspecify.annotations.NullMarked;
