package dev.upkeep.health;

/** A verdict. */
public enum Health {
    /** Not known: not asked, or not answered yet. */
    UNKNOWN,
    /** The last probes say it is well. */
    HEALTHY,
    /** Too many probes in a row have failed. */
    UNHEALTHY
}
