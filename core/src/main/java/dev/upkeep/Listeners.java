package dev.upkeep;

import dev.upkeep.Upkeep.Subscription;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** The listeners, told one after the other on the loop; what one throws is logged and harms nobody. */
final class Listeners {
    private final List<UpkeepListener> all = new CopyOnWriteArrayList<>();

    Subscription add(UpkeepListener listener) {
        all.add(listener);
        return () -> all.remove(listener);
    }

    void tell(UpkeepEvent event) {
        for (UpkeepListener listener : all) {
            try {
                listener.happened(event);
            } catch (RuntimeException e) {
                Logs.UPKEEP.warn("A listener failed at {}", event, e);
            }
        }
    }
}
