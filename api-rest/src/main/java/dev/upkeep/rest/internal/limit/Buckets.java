package dev.upkeep.rest.internal.limit;

import dev.upkeep.process.Moment;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * So often at once, and then once in so long, for each of many: token buckets. Those that have not been used for longest are
 * forgotten, so that strangers can't fill the memory. Thread-safe.
 */
final class Buckets {
    private final int burst;
    private final long refillNanos;
    private final Map<String, Bucket> buckets;

    /** How much is left, and when that was so. */
    private record Bucket(long creditNanos, Moment at) {}

    Buckets(int burst, Duration refill, int most) {
        this.burst = burst;
        this.refillNanos = refill.toNanos();
        this.buckets = new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
                return size() > most;
            }
        };
    }

    /** Takes one; if there is none, says how long to wait for it. */
    synchronized Optional<Duration> take(String key, Moment now) {
        long credit = credit(key, now);
        if (credit < refillNanos) {
            return Optional.of(Duration.ofNanos(refillNanos - credit));
        }
        buckets.put(key, new Bucket(credit - refillNanos, now));
        return Optional.empty();
    }

    private long credit(String key, Moment now) {
        long full = burst * refillNanos;
        Bucket bucket = buckets.get(key);
        return bucket == null
                ? full
                : Math.min(full, bucket.creditNanos() + now.since(bucket.at()).toNanos());
    }
}
