package dev.upkeep.internal.lifecycle;

import dev.upkeep.health.HealthCheck;

/**
 * How it is found out that a launched process may be sent traffic.
 *
 * @param check what is asked, and how often
 * @param once true if it is only asked until it first passes, and never judged: there is no health check, but a route leads
 *     to a port that must be open
 */
public record Watch(HealthCheck check, boolean once) {}
