/** Answers in the making, and how values are written as JSON. */
@NullMarked
package dev.upkeep.rest.internal.reply;

import org.jspecify.annotations.NullMarked;
