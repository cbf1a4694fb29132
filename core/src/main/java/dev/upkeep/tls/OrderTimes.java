package dev.upkeep.tls;

import java.time.Duration;
import java.time.Instant;

/** When certificates are ordered anew. Chance keeps many from asking at the same time. */
public final class OrderTimes {
    private static final Duration FIRST_PAUSE = Duration.ofMinutes(1);
    private static final Duration LONGEST_PAUSE = Duration.ofHours(6);
    private static final int GROWTH = 4;

    private OrderTimes() {}

    /**
     * When one is due: when a third of its time is left, or up to a thirtieth earlier.
     *
     * @param begin of its validity
     * @param end of its validity
     * @param chance from 0 to 1
     * @return between begin and end
     */
    public static Instant due(Instant begin, Instant end, double chance) {
        Duration lifetime = Duration.between(begin, end);
        Duration early = Duration.ofMillis((long) (lifetime.toMillis() / 30.0 * chance));
        return end.minus(lifetime.dividedBy(3)).minus(early);
    }

    /**
     * How long to wait after failures: a minute, then four times as long each, up to six hours. Authorities refuse who fails
     * more than five times an hour.
     *
     * @param failures in a row, at least 1
     * @param chance from 0 to 1: up to a fifth more
     * @return more than 0
     */
    public static Duration pause(int failures, double chance) {
        double growth = Math.pow(GROWTH, failures - 1.0);
        double millis = Math.min(LONGEST_PAUSE.toMillis(), FIRST_PAUSE.toMillis() * growth);
        return Duration.ofMillis((long) (millis * (1 + chance / 5)));
    }
}
