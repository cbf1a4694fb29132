/** All that a process has started in turn: found, and sent signals. Start at {@link dev.upkeep.internal.tree.Tree}. */
@NullMarked
package dev.upkeep.internal.tree;

import org.jspecify.annotations.NullMarked;
