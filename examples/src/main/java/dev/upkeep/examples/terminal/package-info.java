/** What all commands share towards people: exit codes, words for failures, terminals. */
@NullMarked
package dev.upkeep.examples.terminal;

import org.jspecify.annotations.NullMarked;
