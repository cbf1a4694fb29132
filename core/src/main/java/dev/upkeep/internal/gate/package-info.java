/**
 * Where requests pass, wait or turn back: what the supervisor says of each process, met with what the proxies ask. Start at
 * {@link dev.upkeep.internal.gate.RouteBoard}.
 */
@NullMarked
package dev.upkeep.internal.gate;

import org.jspecify.annotations.NullMarked;
