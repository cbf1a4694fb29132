/**
 * The management interface: requests in, responses out, no server known. Start at {@link dev.upkeep.rest.ManagementApi},
 * and see {@link dev.upkeep.rest.access.Access} for who may call it.
 */
@NullMarked
package dev.upkeep.rest;

import org.jspecify.annotations.NullMarked;
