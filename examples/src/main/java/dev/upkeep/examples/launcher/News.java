package dev.upkeep.examples.launcher;

import dev.upkeep.ProcessStatus;
import dev.upkeep.ReloadResult;
import dev.upkeep.Upkeep;
import dev.upkeep.UpkeepEvent;
import dev.upkeep.UpkeepListener;
import dev.upkeep.examples.launcher.Talk.Mark;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Spans;
import dev.upkeep.process.State;
import dev.upkeep.route.Route;
import dev.upkeep.spec.ProcessSpec;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.ThreadPoolExecutor.DiscardPolicy;
import java.util.concurrent.TimeUnit;

/**
 * Turns what happens into lines for people, on a thread of its own: a terminal that takes no more output, or a wait for last
 * words, keeps nobody else waiting.
 */
final class News implements UpkeepListener, AutoCloseable {
    private static final int PATIENCE_SECONDS = 2;

    private final ExecutorService thread = new ThreadPoolExecutor(
            1, 1, 0, TimeUnit.SECONDS, new LinkedBlockingQueue<>(), News::daemon, new DiscardPolicy());
    private final Upkeep upkeep;
    private final Talk talk;
    private final LastWords lastWords;
    private final Set<ProcessId> unsettled = new HashSet<>();
    private final Set<ProcessId> unready = new HashSet<>();
    private final CompletableFuture<Void> settled = new CompletableFuture<>();

    News(Upkeep upkeep, Talk talk) {
        this.upkeep = upkeep;
        this.talk = talk;
        this.lastWords = new LastWords(upkeep);
        upkeep.configuration().processes().values().stream()
                .filter(ProcessSpec::enabled)
                .forEach(spec -> unsettled.add(spec.id()));
        settleIfAllHaveSpoken();
    }

    /** Completes when each process has become ready or has failed once. */
    CompletableFuture<Void> settled() {
        return settled;
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "upkeep-news");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void happened(UpkeepEvent event) {
        thread.execute(() -> tell(event));
    }

    /** Tells what is left to tell, and nothing afterwards. */
    @Override
    public void close() {
        thread.shutdown();
        try {
            if (!thread.awaitTermination(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                thread.shutdownNow();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(UpkeepEvent event) {
        if (event instanceof UpkeepEvent.StateChanged changed) {
            changed(changed.before(), changed.status());
        } else if (event instanceof UpkeepEvent.Removed removed) {
            talk.process(Mark.NEUTRAL, removed.id().value(), width(), "removed");
        } else if (event instanceof UpkeepEvent.Renamed renamed) {
            unsettled.remove(renamed.before());
            line(Mark.NEUTRAL, renamed.status(), "was " + renamed.before() + ", runs on", "");
        } else if (event instanceof UpkeepEvent.RolledBack back) {
            talk.process(Mark.BAD, back.id().value(), width(), "rolled back: " + back.why());
        } else if (event instanceof UpkeepEvent.Reloaded reloaded) {
            reloaded(reloaded.result());
        }
    }

    private void changed(State before, ProcessStatus status) {
        switch (status.state()) {
            case RUNNING -> running(before, status);
            case BACKOFF -> failed("", status);
            case FAILED -> failed("failed: ", status);
            case STOPPED -> line(Mark.NEUTRAL, status, status.reason().sentence(), "");
            case EXITED ->
                line(Mark.NEUTRAL, status, "finished: " + status.reason().sentence(), "");
            case DISABLED, STARTING, STOPPING -> {}
        }
    }

    private void running(State before, ProcessStatus status) {
        if (before != State.RUNNING) {
            unready.remove(status.id());
            line(
                    Mark.GOOD,
                    status,
                    isChecked(status.id())
                            ? "running, ready in " + Spans.say(status.uptime())
                            : "running (no health check)",
                    address(status.id()));
        } else if (status.ready()) {
            readyAgain(status);
        } else {
            unready.add(status.id());
            line(Mark.BAD, status, status.reason().sentence(), "");
        }
    }

    /** What runs and was never unready has only another reason to tell, such as a run of its schedule that was passed over. */
    private void readyAgain(ProcessStatus status) {
        if (unready.remove(status.id())) {
            line(Mark.GOOD, status, "ready again", "");
        }
    }

    private void failed(String how, ProcessStatus status) {
        List<String> said = lastWords.of(status);
        line(Mark.BAD, status, how + status.reason().sentence(), "");
        said.forEach(talk::quote);
    }

    private void line(Mark mark, ProcessStatus status, String what, String address) {
        talk.process(
                mark,
                status.id().value(),
                width(),
                address.isEmpty() ? what : String.format("%-36s  %s", what, address));
        unsettled.remove(status.id());
        settleIfAllHaveSpoken();
    }

    private void settleIfAllHaveSpoken() {
        if (unsettled.isEmpty()) {
            settled.complete(null);
        }
    }

    private void reloaded(ReloadResult result) {
        if (result instanceof ReloadResult.Applied applied) {
            talk.say("Reloaded: " + applied.added().size() + " added, "
                    + applied.removed().size() + " removed, "
                    + applied.restarted().size() + " restarted, "
                    + applied.unchanged().size() + " unchanged");
            applied.warnings().forEach(w -> talk.say("Warning: " + w.message()));
        } else if (result instanceof ReloadResult.Invalid invalid) {
            talk.say("Not reloaded, nothing changed: "
                    + Spans.count(invalid.diagnostics().size(), "finding") + "; upkeep validate shows them");
        }
    }

    /** A health check tells when it is ready, or the port that a route leads to. */
    private boolean isChecked(ProcessId id) {
        boolean hasCheck =
                upkeep.configuration().process(id).filter(ProcessSpec::isProbed).isPresent();
        return hasCheck || !address(id).isEmpty();
    }

    private String address(ProcessId id) {
        return upkeep.configuration().proxy().routes().stream()
                .filter(r -> r.process().filter(id::equals).isPresent())
                .map(Route::target)
                .map(Object::toString)
                .findFirst()
                .orElse("");
    }

    private int width() {
        return upkeep.configuration().processes().keySet().stream()
                .mapToInt(id -> id.value().length())
                .max()
                .orElse(0);
    }
}
