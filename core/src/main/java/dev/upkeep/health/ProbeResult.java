package dev.upkeep.health;

import java.time.Duration;
import java.util.OptionalInt;

/**
 * What came of one probe.
 *
 * @param passed whether the process is well
 * @param detail for people: {@code GET http://localhost:3001/health answered 503}
 * @param took how long it took
 * @param status that HTTP answered with; empty if it was not asked or gave none
 */
public record ProbeResult(boolean passed, String detail, Duration took, OptionalInt status) {
    /** Without a status of HTTP. */
    public ProbeResult(boolean passed, String detail, Duration took) {
        this(passed, detail, took, OptionalInt.empty());
    }
}
