/** What can be wrong with a request, and the words to say so. */
@NullMarked
package dev.upkeep.rest.internal.problem;

import org.jspecify.annotations.NullMarked;
