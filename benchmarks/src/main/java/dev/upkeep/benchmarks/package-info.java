/** Proxies to be measured side by side, each a program of its own. Started by the script {@code benchmarks/proxy}. */
@NullMarked
package dev.upkeep.benchmarks;

import org.jspecify.annotations.NullMarked;
