package dev.upkeep.internal.probe;

import dev.upkeep.health.Probe;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.internal.system.DaemonThreads;
import dev.upkeep.spi.Prober;
import dev.upkeep.spi.Timers;
import java.io.IOException;
import java.nio.channels.AsynchronousChannelGroup;
import java.time.Duration;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Probes over sockets that no thread waits for; one thread serves all. Every probe has a connection of its own, as a
 * connection kept from earlier would tell of a process that may no longer accept any; tries each address of a name, as a
 * server on {@code localhost} may listen on either; never goes through a proxy; and follows no redirect. Of these, {@link
 * java.net.http.HttpClient} offers only the last two, so it is used for {@code https} alone. Thread-safe.
 */
public final class HttpProber implements Prober, AutoCloseable {
    private final Executor resolving;
    private final Executor executor;
    private final Timers timers;
    private final TlsInquiry tls;
    private @Nullable AsynchronousChannelGroup group; // guarded by this

    /**
     * A prober that has not asked anything.
     *
     * @param resolving for resolving names, which may block for long where no timeout reaches
     * @param executor for completing what {@link #probe} returns
     * @param timers for giving up
     */
    public HttpProber(Executor resolving, Executor executor, Timers timers) {
        this.resolving = resolving;
        this.executor = executor;
        this.timers = timers;
        this.tls = new TlsInquiry(executor);
    }

    @Override
    public CompletionStage<ProbeResult> probe(Probe probe, Duration timeout) {
        Verdict verdict = new Verdict(probe, executor);
        verdict.within(timeout, timers);
        resolving.execute(() -> ask(probe, verdict));
        return verdict.result();
    }

    private void ask(Probe probe, Verdict verdict) {
        if (verdict.isGiven()) {
            return;
        }
        try {
            if (probe instanceof Probe.Http http
                    && "https".equalsIgnoreCase(http.url().getScheme())) {
                tls.ask(http, verdict);
            } else if (probe instanceof Probe.Http http) {
                new HttpInquiry(http, verdict).ask(group());
            } else if (probe instanceof Probe.Tcp tcp) {
                Connecting.to(tcp.host(), tcp.port(), verdict, channel -> verdict.answered(true, "succeeded"))
                        .begin(group());
            } else {
                verdict.failed("cannot be asked over the network");
            }
        } catch (IOException | RuntimeException e) {
            verdict.failed(NetTrouble.say(e));
        }
    }

    private synchronized AsynchronousChannelGroup group() throws IOException {
        AsynchronousChannelGroup made = group;
        if (made == null) {
            made = AsynchronousChannelGroup.withFixedThreadPool(1, new DaemonThreads("probes"));
            group = made;
        }
        return made;
    }

    /** Ends what is under way, as failed. */
    @Override
    public synchronized void close() {
        try {
            if (group != null) {
                group.shutdownNow();
            }
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
