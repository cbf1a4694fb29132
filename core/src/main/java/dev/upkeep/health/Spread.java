package dev.upkeep.health;

import java.time.Duration;

/**
 * Keeps checks that began together from being made together ever after: each has a place of its own within the interval,
 * which only its name decides. Who is found well for the first time is asked next at that place; from then on once an
 * interval.
 */
public final class Spread {
    private static final long BASIS = 0xcbf29ce484222325L;
    private static final long PRIME = 0x100000001b3L;

    private Spread() {}

    /**
     * How long after it was first found well a check is made again.
     *
     * @param name of who is checked, and for what
     * @param interval between its checks
     * @return more than zero, at most the interval; always the same for the same name
     */
    public static Duration first(String name, Duration interval) {
        double share = ((place(name) >>> 11) + 1) * 0x1p-53;
        return Duration.ofNanos(Math.max(1, (long) (interval.toNanos() * share)));
    }

    /** FNV-1a, and then all bits stirred, so that names which differ in one digit end up far apart. */
    private static long place(String name) {
        long hash = BASIS;
        for (int i = 0; i < name.length(); i++) {
            hash = (hash ^ name.charAt(i)) * PRIME;
        }
        hash = (hash ^ hash >>> 33) * 0xff51afd7ed558ccdL;
        hash = (hash ^ hash >>> 33) * 0xc4ceb9fe1a85ec53L;
        return hash ^ hash >>> 33;
    }
}
