/**
 * Where a request goes: routes, matching, and the outcome (forward, hold, refuse, redirect) that both proxies carry out. An
 * adapter needs nothing else of Upkeep. Start at {@link dev.upkeep.route.Router}.
 */
@NullMarked
package dev.upkeep.route;

import org.jspecify.annotations.NullMarked;
