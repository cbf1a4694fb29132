/** Who is calling, and what they may do. Start at {@link dev.upkeep.rest.access.Access}. */
@NullMarked
package dev.upkeep.rest.access;

import org.jspecify.annotations.NullMarked;
