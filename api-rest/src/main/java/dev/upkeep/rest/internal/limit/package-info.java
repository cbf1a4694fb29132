/** How often something may be done. */
@NullMarked
package dev.upkeep.rest.internal.limit;

import org.jspecify.annotations.NullMarked;
