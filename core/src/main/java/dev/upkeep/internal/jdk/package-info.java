/**
 * The only contact with the operating system: launching, reading output, signals, probes, timers and files. Start at
 * {@link dev.upkeep.internal.jdk.JdkLauncher}.
 */
@NullMarked
package dev.upkeep.internal.jdk;

import org.jspecify.annotations.NullMarked;
