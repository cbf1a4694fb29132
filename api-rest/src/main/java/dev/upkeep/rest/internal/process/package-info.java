/** How processes are shown, started and stopped. */
@NullMarked
package dev.upkeep.rest.internal.process;

import org.jspecify.annotations.NullMarked;
