/** Which requests get through, and all that can be asked. */
@NullMarked
package dev.upkeep.rest.internal.gate;

import org.jspecify.annotations.NullMarked;
