/** What came of reading the files again. */
@NullMarked
package dev.upkeep.rest.internal.reload;

import org.jspecify.annotations.NullMarked;
