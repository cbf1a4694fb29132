/** The commands that speak to an Upkeep that runs, over its REST interface. */
@NullMarked
package dev.upkeep.examples.client;

import org.jspecify.annotations.NullMarked;
