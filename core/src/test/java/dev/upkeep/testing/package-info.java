/** What tests of several packages need: time that they command. */
@NullMarked
package dev.upkeep.testing;

import org.jspecify.annotations.NullMarked;
