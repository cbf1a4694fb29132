/** The web page: its files, and the policy that browsers keep for them. */
@NullMarked
package dev.upkeep.rest.internal.page;

import org.jspecify.annotations.NullMarked;
