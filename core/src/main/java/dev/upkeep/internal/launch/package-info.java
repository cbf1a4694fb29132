/**
 * Launches processes of the operating system and follows them to their end. Start at
 * {@link dev.upkeep.internal.launch.JdkLauncher}.
 */
@NullMarked
package dev.upkeep.internal.launch;

import org.jspecify.annotations.NullMarked;
