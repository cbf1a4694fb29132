/** What this interface is, and what the files say. */
@NullMarked
package dev.upkeep.rest.internal.root;

import org.jspecify.annotations.NullMarked;
