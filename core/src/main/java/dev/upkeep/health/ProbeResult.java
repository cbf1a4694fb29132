package dev.upkeep.health;

import java.time.Duration;

/**
 * What came of one probe.
 *
 * @param passed whether the process is well
 * @param detail for people: {@code GET http://localhost:3001/health answered 503}
 * @param took how long it took
 */
public record ProbeResult(boolean passed, String detail, Duration took) {}
