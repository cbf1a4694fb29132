package dev.upkeep.proxy.jetty;

import java.util.concurrent.atomic.AtomicInteger;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.component.Graceful;

/** Counts exchanges, so that a shutdown can wait for the last one. */
final class UnderWay extends Graceful.Shutdown {
    private final AtomicInteger count = new AtomicInteger();

    UnderWay(Graceful component) {
        super(component);
    }

    /** Counts one, until the callback that it returns is completed. */
    Callback counting(Callback callback) {
        count.incrementAndGet();
        return Callback.from(callback, this::ended);
    }

    private void ended() {
        count.decrementAndGet();
        if (isShutdown()) {
            check();
        }
    }

    @Override
    public boolean isShutdownDone() {
        return count.get() == 0;
    }
}
