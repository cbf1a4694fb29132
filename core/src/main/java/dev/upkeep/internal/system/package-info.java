/** What all contact with the operating system shares: threads, timers, short commands, the state directory. */
@NullMarked
package dev.upkeep.internal.system;

import org.jspecify.annotations.NullMarked;
