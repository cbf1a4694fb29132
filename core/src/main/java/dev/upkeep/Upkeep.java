package dev.upkeep;

import dev.upkeep.config.ConfigException;
import dev.upkeep.log.LogLine;
import dev.upkeep.process.ProcessId;
import dev.upkeep.route.Router;
import dev.upkeep.route.TrafficReport;
import dev.upkeep.spec.Configuration;
import dev.upkeep.tls.CertificateStatus;
import dev.upkeep.tls.ServerKeys;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;

/**
 * Keeps the processes behind a proxy up. All methods may be called from any thread and return at once; stages complete on
 * a thread of Upkeep's own, where nothing slow may be done. Nothing is launched before {@link #start()}, and no shutdown
 * hook is installed: whoever builds it closes it.
 */
public interface Upkeep extends AutoCloseable {
    /** What an operator can ask of a process. */
    enum Action {
        /** Be running. */
        START,
        /** Be stopped; beats everything that is under way. */
        STOP,
        /** Be launched anew; starts it if it is stopped. */
        RESTART
    }

    /**
     * A supervisor made in code.
     *
     * @return an empty builder
     */
    static UpkeepBuilder builder() {
        return new UpkeepBuilder();
    }

    /**
     * A supervisor made from {@code processes.yaml} and {@code proxy.yaml}; {@link #reload()} reads them again.
     *
     * @param directory holds both files
     * @return a builder with what the files say
     * @throws ConfigException with everything that is wrong with them
     */
    static UpkeepBuilder fromYaml(Path directory) {
        return new UpkeepBuilder().fromYaml(directory);
    }

    /**
     * Launches all enabled processes.
     *
     * @return completes when each is running, or has failed
     */
    CompletionStage<Void> start();

    /**
     * Ends all processes in reverse order; afterwards nothing of them lives and nothing can be started any more.
     *
     * @return completes when nothing lives; the same stage at each call
     */
    CompletionStage<Void> stop();

    /**
     * Does {@link #stop()} and waits for it. Not to be called by a listener, nor where a stage completes: it would wait for
     * itself, so call {@link #stop()} there.
     */
    @Override
    void close();

    /**
     * Ends at once, with SIGKILL, what a {@link #stop()} under way is still waiting for.
     */
    void kill();

    /**
     * Asks something of one process.
     *
     * @param id which
     * @param action what
     * @return completes when it is reached, or can't be: a start when the process is running, a stop when nothing of it
     *     lives; never exceptionally
     */
    CompletionStage<ActionResult> act(ProcessId id, Action action);

    /**
     * Reads the files again and does what has changed: what is new is started, what is gone is stopped, what must be is
     * restarted, and everything else is left alone. Listeners stay as they were opened, with a warning for what differs. If anything is wrong with the files, nothing is changed.
     *
     * @return completes when the changes have been given order for, not when they are done; never exceptionally
     */
    CompletionStage<ReloadResult> reload();

    /**
     * Reads the files again and says what {@link #reload()} would do now, and does nothing.
     *
     * @return as {@link #reload()} would answer; never exceptionally
     */
    CompletionStage<ReloadResult> preview();

    /**
     * How all processes are.
     *
     * @return in the order of the file, as of now
     */
    List<ProcessStatus> processes();

    /**
     * How one process is.
     *
     * @param id which
     * @return as of now; empty if there is none of this id
     */
    Optional<ProcessStatus> process(ProcessId id);

    /**
     * The last lines that a process printed, over restarts.
     *
     * @param id which
     * @param lines how many at most
     * @return oldest first; empty if there is no such process
     */
    List<LogLine> logs(ProcessId id, int lines);

    /**
     * The lines that a process printed after one that is known.
     *
     * @param id which
     * @param after the number of the known one; 0 for all that are kept
     * @param lines how many at most
     * @return oldest first, beginning with the first that is still kept; empty if there is no such process
     */
    List<LogLine> logs(ProcessId id, long after, int lines);

    /**
     * Tells proxies where requests go.
     *
     * @return the same object always; follows reloads and the state of the processes
     */
    Router router();

    /**
     * What went through the proxies: counters and times since this supervisor was built, by route and by instance. Takes no
     * lock.
     *
     * @return as of now
     */
    TrafficReport traffic();

    /**
     * What is wanted.
     *
     * @return the configuration in force
     */
    Configuration configuration();

    /**
     * Where Upkeep keeps what it must remember: tokens, certificates, what the processes print until it is read.
     *
     * @return a folder, mode 0700
     */
    Path stateDirectory();

    /**
     * What HTTPS listeners show to clients. The first call reads the certificates, or makes one for development, which takes
     * about a second; from then on they are kept in step with their files and with reloads, until {@link #stop()}.
     *
     * @return the same object at each call; empty if no route has {@code ssl}
     * @throws IOException if a certificate cannot be read or made; the message says which and why
     */
    Optional<ServerKeys> serverKeys() throws IOException;

    /**
     * How the certificates are that HTTPS listeners show.
     *
     * @return as of now, in the order of the configuration; none before {@link #serverKeys()} was asked for
     */
    List<CertificateStatus> certificates();

    /**
     * Whether {@link #stop()} was called: from then on nothing new should be asked of it.
     *
     * @return true for ever after
     */
    boolean isStopping();

    /**
     * Whether decisions are still made: each question gives the thread that makes them something to do, unless it still has
     * that of an earlier question. Ask again and again, as a liveness probe does; the first question is always answered with yes.
     *
     * @return false if it has not come to that for more than 10 s
     */
    boolean isResponsive();

    /**
     * When this supervisor was built.
     *
     * @return on the clock on the wall
     */
    Instant startedAt();

    /**
     * Tells a listener what happens from now on.
     *
     * @param listener called on one thread, in order; what it throws is logged and goes no further
     * @return ends it
     */
    Subscription listen(UpkeepListener listener);

    /** A listener's place. */
    @FunctionalInterface
    interface Subscription extends AutoCloseable {
        /** Ends it; the listener may be told of one more event that is under way. */
        @Override
        void close();
    }
}
