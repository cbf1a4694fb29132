/** Asks processes how they are. Start at {@link dev.upkeep.internal.probe.HttpProber}. */
@NullMarked
package dev.upkeep.internal.probe;

import org.jspecify.annotations.NullMarked;
