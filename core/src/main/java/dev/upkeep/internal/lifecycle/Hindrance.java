package dev.upkeep.internal.lifecycle;

import dev.upkeep.process.Reason;

/**
 * What keeps a process from being launched although it is wanted: another process that it needs.
 *
 * @param reason names the other one, and why it is not there
 * @param isFinal true if nobody is about to change that
 */
public record Hindrance(Reason reason, boolean isFinal) {}
