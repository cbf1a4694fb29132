/** Embedding in one file each. Start at {@link dev.upkeep.examples.EmbeddedJetty}. */
@NullMarked
package dev.upkeep.examples;

import org.jspecify.annotations.NullMarked;
