package dev.upkeep.rest.internal.events;

import dev.upkeep.ProcessStatus;
import dev.upkeep.Upkeep;
import dev.upkeep.process.Moment;
import dev.upkeep.rest.access.Principal;
import dev.upkeep.rest.internal.events.History.Entry;
import dev.upkeep.rest.internal.reply.Json;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * What one listener is told next: first how all is, or what it has missed while it was away; then what changes; and when
 * that is nothing, from time to time that the stream lives. Not thread-safe.
 */
final class Feed {
    private static final int RETRY_MILLIS = 2000;
    private static final int AT_ONCE = 64;
    private static final Duration RESOURCES = Duration.ofSeconds(2);

    private final Upkeep upkeep;
    private final History history;
    private final String epoch;
    private final Selection selection;
    private final Principal caller;
    private final Duration heartbeat;
    private long seen;
    private Moment lastSent;
    private Moment lastResources;

    Feed(Upkeep upkeep, Recorder recorder, Selection selection, Principal caller, Pace pace) {
        this.upkeep = upkeep;
        this.history = recorder.history();
        this.epoch = recorder.epoch();
        this.selection = selection;
        this.caller = caller;
        this.heartbeat = pace.heartbeat();
        this.lastSent = pace.ticker().now();
        this.lastResources = lastSent;
    }

    /** The first words to somebody who is new. */
    String greeting() {
        return Frames.retry(RETRY_MILLIS) + snapshot();
    }

    /** The first words to somebody who was here before, and how far they had come. */
    String greeting(Optional<EventId> last) {
        boolean known = last.filter(id ->
                        id.epoch().equals(epoch) && id.seq() >= history.oldest() - 1 && id.seq() <= history.newest())
                .isPresent();
        if (known) {
            seen = last.orElseThrow().seq();
            return Frames.retry(RETRY_MILLIS) + changes();
        }
        String why = "Too much has happened since that event, or it is of another run; a snapshot follows";
        return Frames.retry(RETRY_MILLIS)
                + Frames.passing("reset", Json.object().put("message", why))
                + snapshot();
    }

    /** What there is to say now; empty for nothing. */
    String due(Moment now) {
        String due = changes() + resources(now);
        if (due.isEmpty() && now.since(lastSent).compareTo(heartbeat) >= 0) {
            due = Frames.HEARTBEAT;
        }
        if (!due.isEmpty()) {
            lastSent = now;
        }
        return due;
    }

    /** How long nothing will be due unless something happens. */
    Duration rest(Moment now) {
        Duration untilHeartbeat = heartbeat.minus(now.since(lastSent));
        Duration untilResources = RESOURCES.minus(now.since(lastResources));
        boolean sooner = selection.wants(Topic.RESOURCES) && untilResources.compareTo(untilHeartbeat) < 0;
        Duration rest = sooner ? untilResources : untilHeartbeat;
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    private String changes() {
        StringBuilder told = new StringBuilder();
        while (told.isEmpty() && seen < history.newest()) {
            List<Entry> entries = history.after(seen, AT_ONCE);
            long missed = entries.get(0).seq() - seen - 1;
            if (missed > 0) {
                return gap(missed) + snapshot();
            }
            entries.stream().filter(e -> selection.wants(e.happening())).forEach(e -> told.append(event(e)));
            seen = entries.get(entries.size() - 1).seq();
        }
        return told.toString();
    }

    private String event(Entry entry) {
        Telling telling = Telling.of(entry.happening(), caller);
        return Frames.event(new EventId(epoch, entry.seq()), telling.type(), telling.data());
    }

    private String gap(long missed) {
        return Frames.passing(
                "gap",
                Json.object().put("dropped", missed).put("fromSeq", seen + 1).put("toSeq", seen + missed));
    }

    /** What changes while it is made may be told again afterwards, which does no harm. */
    private String snapshot() {
        seen = history.newest();
        Telling telling = Telling.snapshot(epoch, selected(), caller);
        return Frames.event(new EventId(epoch, seen), telling.type(), telling.data());
    }

    private String resources(Moment now) {
        if (!selection.wants(Topic.RESOURCES) || now.since(lastResources).compareTo(RESOURCES) < 0) {
            return "";
        }
        lastResources = now;
        Telling telling = Telling.resources(selected());
        return Frames.passing(telling.type(), telling.data());
    }

    private List<ProcessStatus> selected() {
        return upkeep.processes().stream().filter(p -> selection.wants(p.id())).toList();
    }
}
