package dev.upkeep.spi;

import dev.upkeep.process.Exit;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.process.Usage;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** A process of the operating system, with all that it has started in turn: its tree. */
public interface LiveProcess {
    /**
     * The pid of the root of the tree.
     *
     * @return as the operating system knows it
     */
    long pid();

    /**
     * Completes at once when the root has ended; others of the tree may still live.
     *
     * @return how it ended; never completed exceptionally
     */
    CompletionStage<Exit> exited();

    /**
     * Completes when nothing of the tree lives and every line it printed has been handed over.
     *
     * @return never completed exceptionally
     */
    CompletionStage<Void> gone();

    /**
     * Sends a signal to every process of the tree that is proved to belong to it. Returns soon, maybe before it was sent; what is already gone
     * is passed over.
     *
     * @param signal what to send
     */
    void signal(Signal signal);

    /**
     * Begins a look at what the tree uses. Returns at once; getting the answer may take some milliseconds. Those who ask
     * before any of them gets its answer may be served by one look at the system.
     *
     * @return what was found; empty if nothing lives, or nobody knows, as by default
     */
    default Supplier<Optional<Usage>> usage() {
        return Optional::empty;
    }

    /**
     * Has it known by another id from now on, also to the next supervisor should this one be killed. May take some
     * milliseconds; what it prints, and whoever waits for its end, notices nothing.
     *
     * @param id its new id
     * @param pidFile where its pid is noted instead
     * @param notes replace those of its launch
     * @return why that cannot be; empty if it is so. By default it cannot be
     */
    default Optional<String> rename(ProcessId id, Path pidFile, Map<String, String> notes) {
        return Optional.of("what has launched it knows of no other ids");
    }
}
