package dev.upkeep.route;

/** Whether, and how, a line is logged for each request that is over; to {@code upkeep.access}, at level INFO. */
public enum AccessLog {
    /** Nothing is logged. */
    OFF,
    /** The combined log format of common web servers, with what else is known as {@code key=value} after it. */
    COMBINED,
    /** A JSON object. */
    JSON
}
