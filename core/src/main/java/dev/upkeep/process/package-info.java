/**
 * What a process is: its id, its command, what it can be doing and how it can end. The words that all other packages
 * use. Start at {@link dev.upkeep.process.State}.
 */
@NullMarked
package dev.upkeep.process;

import org.jspecify.annotations.NullMarked;
