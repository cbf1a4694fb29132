/** What happens, told to those who listen as it happens. */
@NullMarked
package dev.upkeep.rest.internal.events;

import org.jspecify.annotations.NullMarked;
