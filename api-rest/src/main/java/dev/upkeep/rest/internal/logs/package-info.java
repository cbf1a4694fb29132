/** What processes printed. */
@NullMarked
package dev.upkeep.rest.internal.logs;

import org.jspecify.annotations.NullMarked;
