/**
 * What Linux tells about processes in {@code /proc}, read and nothing more. Start at
 * {@link dev.upkeep.internal.linux.ProcFs}.
 */
@NullMarked
package dev.upkeep.internal.linux;

import org.jspecify.annotations.NullMarked;
