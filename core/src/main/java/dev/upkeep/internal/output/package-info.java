/**
 * What processes print: from the spool files they write to, line by line, to their log files. Start at
 * {@link dev.upkeep.internal.output.Tailer}.
 */
@NullMarked
package dev.upkeep.internal.output;

import org.jspecify.annotations.NullMarked;
