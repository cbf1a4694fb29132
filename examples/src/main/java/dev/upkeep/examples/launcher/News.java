package dev.upkeep.examples.launcher;

import dev.upkeep.ProcessStatus;
import dev.upkeep.ReloadResult;
import dev.upkeep.Upkeep;
import dev.upkeep.UpkeepEvent;
import dev.upkeep.UpkeepListener;
import dev.upkeep.examples.launcher.Talk.Mark;
import dev.upkeep.log.LogLine;
import dev.upkeep.log.Stream;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Spans;
import dev.upkeep.process.State;
import dev.upkeep.route.Route;
import dev.upkeep.spec.ProcessSpec;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;

/** Turns what happens into lines for people. Told by one thread. */
final class News implements UpkeepListener {
    private static final int QUOTED_LINES = 5;
    private static final int SEARCHED_LINES = 200;

    private final Upkeep upkeep;
    private final Talk talk;
    private final Set<ProcessId> unsettled = new HashSet<>();
    private final CompletableFuture<Void> settled = new CompletableFuture<>();

    News(Upkeep upkeep, Talk talk) {
        this.upkeep = upkeep;
        this.talk = talk;
        upkeep.configuration().processes().values().stream()
                .filter(ProcessSpec::enabled)
                .forEach(spec -> unsettled.add(spec.id()));
        settleIfAllHaveSpoken();
    }

    /** Completes when each process has become ready or has failed once. */
    CompletableFuture<Void> settled() {
        return settled;
    }

    @Override
    public void happened(UpkeepEvent event) {
        if (event instanceof UpkeepEvent.StateChanged changed) {
            changed(changed.before(), changed.status());
        } else if (event instanceof UpkeepEvent.Removed removed) {
            talk.process(Mark.NEUTRAL, removed.id().value(), width(), "removed");
        } else if (event instanceof UpkeepEvent.Reloaded reloaded) {
            reloaded(reloaded.result());
        }
    }

    private void changed(State before, ProcessStatus status) {
        switch (status.state()) {
            case RUNNING -> running(before, status);
            case BACKOFF, FAILED -> ended(Mark.BAD, status);
            case STOPPED, EXITED -> ended(Mark.NEUTRAL, status);
            case DISABLED, STARTING, STOPPING -> {}
        }
    }

    private void running(State before, ProcessStatus status) {
        if (before != State.RUNNING) {
            line(
                    Mark.GOOD,
                    status,
                    isChecked(status.id())
                            ? "running, ready in " + Spans.say(status.uptime())
                            : "running (no health check)",
                    address(status.id()));
        } else if (status.ready()) {
            line(Mark.GOOD, status, "ready again", "");
        } else {
            line(Mark.BAD, status, "not ready: " + status.reason().sentence(), "");
        }
    }

    private void ended(Mark mark, ProcessStatus status) {
        line(mark, status, status.state().word() + ": " + status.reason().sentence(), "");
        if (mark == Mark.BAD) {
            status.lastExit().ifPresent(e -> quote(status.id(), e.at().minus(e.ran())));
        }
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

    /** What it last said on standard error since it was launched. */
    private void quote(ProcessId id, Instant launched) {
        List<String> said = upkeep.logs(id, SEARCHED_LINES).stream()
                .filter(l -> l.stream() == Stream.STDERR && !l.time().isBefore(launched))
                .map(LogLine::text)
                .toList();
        said.stream().skip(Math.max(0, said.size() - QUOTED_LINES)).forEach(talk::quote);
    }

    private void reloaded(ReloadResult result) {
        if (result instanceof ReloadResult.Applied applied) {
            talk.say("Reloaded: " + applied.added().size() + " added, "
                    + applied.removed().size() + " removed, "
                    + applied.restarted().size() + " restarted, "
                    + applied.unchanged().size() + " unchanged");
        } else if (result instanceof ReloadResult.Invalid invalid) {
            talk.say("Not reloaded, nothing changed: "
                    + Spans.count(invalid.diagnostics().size(), "finding") + "; upkeep validate shows them");
        }
    }

    /** A health check tells when it is ready, or the port that a route leads to. */
    private boolean isChecked(ProcessId id) {
        boolean hasCheck = upkeep.configuration()
                .process(id)
                .flatMap(ProcessSpec::healthCheck)
                .isPresent();
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
