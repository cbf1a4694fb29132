package dev.upkeep;

import dev.upkeep.spi.LiveProcess;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** Weighs at a slow pace what has a memory limit, and nothing if nobody has one. Thread-safe. */
final class Scales {
    private static final Duration PACE = Duration.ofSeconds(5);

    private final Outside outside;
    private final Meter meter;
    private final Supplier<Collection<Keeper>> keepers;
    private final AtomicBoolean weighing = new AtomicBoolean();

    Scales(Outside outside, Meter meter, Supplier<Collection<Keeper>> keepers) {
        this.outside = outside;
        this.meter = meter;
        this.keepers = keepers;
    }

    /** Begins, if somebody has a limit and it has not begun yet; it ends by itself. */
    void begin() {
        if (!limited().isEmpty() && weighing.compareAndSet(false, true)) {
            again();
        }
    }

    private List<Keeper> limited() {
        return keepers.get().stream()
                .filter(k -> k.rules().spec().renewal().memoryLimit().isPresent())
                .toList();
    }

    private void again() {
        outside.timers().after(PACE, () -> outside.work().execute(this::weigh));
    }

    private void weigh() {
        List<Keeper> limited = limited();
        if (limited.isEmpty()) {
            weighing.set(false);
            begin();
            return;
        }
        try {
            meter.refresh(keepers.get());
            limited.forEach(this::put);
        } finally {
            again();
        }
    }

    private void put(Keeper keeper) {
        keeper.live()
                .ifPresent(process -> meter.of(keeper)
                        .ifPresent(found -> outside.loop().execute(() -> put(keeper, process, found.memory()))));
    }

    private static void put(Keeper keeper, LiveProcess process, long bytes) {
        if (keeper.live().filter(process::equals).isPresent()) {
            keeper.weighs(bytes);
        }
    }
}
