/** What tests of several packages need: time that they command, and patience with a bound. */
@NullMarked
package dev.upkeep.testing;

import org.jspecify.annotations.NullMarked;
