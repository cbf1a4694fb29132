package dev.upkeep.rest;

import java.security.SecureRandom;
import java.util.concurrent.atomic.AtomicLong;

/** Names for requests, which no other run of any supervisor gives again. */
final class RequestIds {
    private final String run = Long.toString(new SecureRandom().nextLong() >>> 1, Character.MAX_RADIX);
    private final AtomicLong last = new AtomicLong();

    String next() {
        return run + "-" + last.incrementAndGet();
    }
}
