package dev.upkeep.internal.gate;

import dev.upkeep.route.Exchanged;
import dev.upkeep.route.Refusal;
import dev.upkeep.route.Traffic;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.Stream;

/** Counts what is over. Takes no lock. */
final class Counts {
    private static final long[] BOUNDS =
            Traffic.BOUNDS.stream().mapToLong(Duration::toNanos).toArray();

    private final LongAdder[] answers = adders(6);
    private final LongAdder[] durations = adders(BOUNDS.length + 1);
    private final Map<String, LongAdder> failures = new ConcurrentHashMap<>();
    private final LongAdder retries = new LongAdder();
    private final LongAdder received = new LongAdder();
    private final LongAdder sent = new LongAdder();
    private final LongAdder nanos = new LongAdder();

    private static LongAdder[] adders(int count) {
        return Stream.generate(LongAdder::new).limit(count).toArray(LongAdder[]::new);
    }

    /** Counts one. */
    void add(Exchanged one, int repeated) {
        answers[Math.max(1, Math.min(5, one.status() / 100))].increment();
        long time = one.time().toNanos();
        int place = Arrays.binarySearch(BOUNDS, time);
        durations[place < 0 ? -place - 1 : place].increment();
        nanos.add(time);
        received.add(one.received());
        sent.add(one.sent());
        if (repeated > 0) {
            retries.add(repeated);
        }
        one.refusal()
                .filter(refusal -> refusal.status() >= 500)
                .map(Refusal::code)
                .ifPresent(code ->
                        failures.computeIfAbsent(code, c -> new LongAdder()).increment());
    }

    Traffic read() {
        Map<Integer, Long> byClass = new TreeMap<>();
        for (int i = 1; i < answers.length; i++) {
            byClass.put(i, answers[i].sum());
        }
        Map<String, Long> byCause = new TreeMap<>();
        failures.forEach((code, count) -> byCause.put(code, count.sum()));
        return new Traffic(
                byClass.values().stream().mapToLong(Long::longValue).sum(),
                byClass,
                byCause,
                retries.sum(),
                received.sum(),
                sent.sum(),
                Duration.ofNanos(nanos.sum()),
                Arrays.stream(durations).map(LongAdder::sum).toList());
    }
}
