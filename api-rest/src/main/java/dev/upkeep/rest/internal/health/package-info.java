/** How the whole is, for machines that watch over it. */
@NullMarked
package dev.upkeep.rest.internal.health;

import org.jspecify.annotations.NullMarked;
