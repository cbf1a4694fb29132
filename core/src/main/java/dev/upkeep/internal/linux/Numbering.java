package dev.upkeep.internal.linux;

/**
 * How far the kernel has come with giving out pids. What it does not say is 0.
 *
 * @param begun how many processes and threads have begun since boot, in all of the machine
 * @param last the pid given out last, here
 * @param most what all pids are below
 */
record Numbering(long begun, long last, long most) {}
