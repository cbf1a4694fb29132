package dev.upkeep;

import dev.upkeep.ProcessStatus.Resources;
import dev.upkeep.process.Moment;
import dev.upkeep.process.Usage;
import dev.upkeep.spi.LiveProcess;
import dev.upkeep.spi.Ticker;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * What the trees of all processes use. Found out for all in one look at the system, and only when somebody wants to know: who
 * comes soon after is told the same. Thread-safe.
 */
final class Meter {
    private static final Duration FRESH = Duration.ofSeconds(2);

    private final Ticker ticker;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Map<LiveProcess, Reading> readings = Map.of();
    private volatile Optional<Moment> looked = Optional.empty();

    Meter(Ticker ticker) {
        this.ticker = ticker;
    }

    private record Reading(Moment at, Resources resources) {}

    private record Asked(Keeper keeper, LiveProcess process, Supplier<Optional<Usage>> answer) {}

    /** What the live process of a keeper used when that was last found out; looks at nothing. */
    Optional<Resources> of(Keeper keeper) {
        return keeper.live()
                .flatMap(process -> Optional.ofNullable(readings.get(process)))
                .map(Reading::resources);
    }

    /** Looks, unless somebody just has or does. May take some milliseconds for many processes. */
    void refresh(Collection<Keeper> keepers) {
        boolean fresh =
                looked.filter(at -> ticker.now().since(at).compareTo(FRESH) < 0).isPresent();
        if (!fresh && looking.tryLock()) {
            try {
                look(keepers);
            } finally {
                looking.unlock();
            }
        }
    }

    /** All ask before the first gets its answer, so that one look serves them all. */
    private void look(Collection<Keeper> keepers) {
        List<Asked> asked = keepers.stream()
                .flatMap(k -> k.live().map(p -> new Asked(k, p, p.usage())).stream())
                .toList();
        Map<LiveProcess, Reading> next = new HashMap<>();
        Moment now = ticker.now();
        for (Asked each : asked) {
            each.answer().get().ifPresent(usage -> next.put(each.process(), reading(each, usage, now)));
        }
        readings = Map.copyOf(next);
        looked = Optional.of(now);
    }

    private Reading reading(Asked asked, Usage usage, Moment now) {
        Optional<Reading> before = Optional.ofNullable(readings.get(asked.process()));
        Duration used =
                usage.cpuTime().minus(before.map(r -> r.resources().cpuTime()).orElse(Duration.ZERO));
        Duration span =
                now.since(before.map(Reading::at).orElse(asked.keeper().life().launched()));
        Resources resources = new Resources(
                percent(used, span),
                usage.cpuTime(),
                usage.memory(),
                usage.threads(),
                usage.processes() - 1,
                now.wall());
        return new Reading(now, resources);
    }

    /** To a tenth; what ended unnoticed may take its time with it. */
    private static double percent(Duration used, Duration span) {
        double share = span.isZero() ? 0 : (double) used.toNanos() / span.toNanos();
        return Math.max(0, Math.round(share * 1000) / 10.0);
    }
}
