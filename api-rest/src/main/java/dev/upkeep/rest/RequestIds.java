package dev.upkeep.rest;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Names for requests, which no other run of any supervisor gives again. */
final class RequestIds {
    private final String run = Integer.toString(new SecureRandom().nextInt(Integer.MAX_VALUE), Character.MAX_RADIX);
    private final AtomicLong last = new AtomicLong();

    /** What tells this run from others. */
    String run() {
        return run;
    }

    String next() {
        return run + "-" + last.incrementAndGet();
    }
}
