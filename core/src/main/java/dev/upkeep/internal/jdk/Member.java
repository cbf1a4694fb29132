package dev.upkeep.internal.jdk;

/**
 * A process that belongs to a tree. Pids are used again; together with its start it is the same process for good.
 *
 * @param pid as the operating system knows it
 * @param start when it began: clock ticks since boot on Linux, milliseconds since 1970 elsewhere
 */
record Member(long pid, long start) {}
