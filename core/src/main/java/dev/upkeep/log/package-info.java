/**
 * What a process printed: lines, and the ring that keeps the last of them. Start at {@link dev.upkeep.log.LogLine}.
 */
@NullMarked
package dev.upkeep.log;

import org.jspecify.annotations.NullMarked;
