package dev.upkeep.rest.internal.logs;

import dev.upkeep.log.LogLine;
import dev.upkeep.process.ProcessId;

/**
 * A line, and whose it is.
 *
 * @param id the process that printed it
 * @param line the line
 */
record OwnedLine(ProcessId id, LogLine line) {}
