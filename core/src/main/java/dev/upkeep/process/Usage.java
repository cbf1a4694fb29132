package dev.upkeep.process;

import java.time.Duration;

/**
 * What a tree of processes was found to use.
 *
 * @param cpuTime used so far, also by what has ended since, if its parent has asked for its exit code
 * @param memory resident, in bytes: the sum over all processes, so that what several share is counted several times
 * @param threads of all processes
 * @param processes that live
 */
public record Usage(Duration cpuTime, long memory, int threads, int processes) {}
