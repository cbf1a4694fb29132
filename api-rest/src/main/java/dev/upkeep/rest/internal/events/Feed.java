package dev.upkeep.rest.internal.events;

import dev.upkeep.ProcessStatus;
import dev.upkeep.Upkeep;
import dev.upkeep.process.Moment;
import dev.upkeep.process.ProcessId;
import dev.upkeep.rest.access.Principal;
import dev.upkeep.rest.internal.events.History.Entry;
import dev.upkeep.rest.internal.gate.Call;
import dev.upkeep.rest.internal.process.ProcessBody;
import dev.upkeep.rest.internal.reply.Json;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What one listener is told next: first how all is, or what it has missed while it was away; then what changes and what is
 * printed; and when that is nothing, from time to time that the stream lives. Not thread-safe.
 */
final class Feed {
    private static final int RETRY_MILLIS = 2000;
    private static final int AT_ONCE = 64;
    private static final Duration RESOURCES = Duration.ofSeconds(2);
    private static final Duration LINES = Duration.ofMillis(200);

    private final Upkeep upkeep;
    private final History history;
    private final Selection selection;
    private final List<LogTail> tails;
    private final ProcessBody view;
    private final Principal caller;
    private final Pace pace;
    private long seen;
    private Moment lastSent;
    private Moment lastResources;

    Feed(Upkeep upkeep, History history, Selection selection, List<LogTail> tails, Call call, Pace pace) {
        this.upkeep = upkeep;
        this.history = history;
        this.selection = selection;
        this.tails = tails;
        this.view = new ProcessBody(upkeep, pace.epoch());
        this.caller = call.caller();
        this.pace = pace;
        this.lastSent = pace.ticker().now();
        this.lastResources = lastSent;
    }

    /** The first words to somebody who is new. */
    String greeting() {
        StringBuilder told = new StringBuilder(Frames.retry(RETRY_MILLIS)).append(snapshot());
        tails.forEach(tail -> tail.begin().forEach(telling -> told.append(event(telling))));
        return told.toString();
    }

    /** The first words to somebody who was here before, and how far they had come. */
    String greeting(Optional<EventId> last) {
        if (last.filter(this::isKnown).isEmpty()) {
            String why = "Too much has happened since that event, or it is of another run; all begins anew";
            return Frames.passing("reset", Json.object().put("message", why)) + greeting();
        }
        seen = last.orElseThrow().seq();
        Map<ProcessId, Long> lines = last.orElseThrow().lines();
        StringBuilder told = new StringBuilder(Frames.retry(RETRY_MILLIS));
        for (LogTail tail : tails) {
            if (lines.containsKey(tail.id())) {
                tail.resume(lines.get(tail.id()));
            } else {
                tail.begin().forEach(telling -> told.append(event(telling)));
            }
        }
        return told.append(printed()).append(changes()).toString();
    }

    private boolean isKnown(EventId id) {
        return id.epoch().equals(pace.epoch())
                && id.seq() <= history.newest()
                && (id.seq() >= history.oldest() - 1 || !selection.wantsEvents());
    }

    /** What there is to say now; empty for nothing. */
    String due(Moment now) {
        String due = printed() + changes() + resources(now);
        if (due.isEmpty() && now.since(lastSent).compareTo(pace.heartbeat()) >= 0) {
            due = Frames.HEARTBEAT;
        }
        if (!due.isEmpty()) {
            lastSent = now;
        }
        return due;
    }

    /** How long nothing will be due unless something happens. */
    Duration rest(Moment now) {
        Duration rest = pace.heartbeat().minus(now.since(lastSent));
        if (selection.wants(Topic.RESOURCES)) {
            rest = shorter(rest, RESOURCES.minus(now.since(lastResources)));
        }
        if (!tails.isEmpty()) {
            rest = shorter(rest, LINES);
        }
        return rest.isNegative() ? Duration.ZERO : rest;
    }

    private static Duration shorter(Duration one, Duration other) {
        return one.compareTo(other) < 0 ? one : other;
    }

    private String printed() {
        StringBuilder told = new StringBuilder();
        tails.forEach(tail -> tail.next().forEach(telling -> told.append(event(telling))));
        return told.toString();
    }

    private String changes() {
        StringBuilder told = new StringBuilder();
        while (selection.wantsEvents() && told.isEmpty() && seen < history.newest()) {
            List<Entry> entries = history.after(seen, AT_ONCE);
            long missed = entries.get(0).seq() - seen - 1;
            if (missed > 0) {
                return gap(missed) + snapshot();
            }
            for (Entry entry : entries) {
                seen = entry.seq();
                if (selection.wants(entry.happening())) {
                    told.append(event(Telling.of(entry.happening(), view, caller)));
                }
            }
        }
        return told.toString();
    }

    private String gap(long missed) {
        return Frames.passing(
                "gap",
                Json.object().put("dropped", missed).put("fromSeq", seen + 1).put("toSeq", seen + missed));
    }

    /** What changes while it is made may be told again afterwards, which does no harm. */
    private String snapshot() {
        seen = history.newest();
        return selection.wantsEvents() ? event(Telling.snapshot(pace.epoch(), selected(), view, caller)) : "";
    }

    private String resources(Moment now) {
        if (!selection.wants(Topic.RESOURCES) || now.since(lastResources).compareTo(RESOURCES) < 0) {
            return "";
        }
        lastResources = now;
        Telling telling = Telling.resources(selected(), upkeep.traffic());
        return Frames.passing(telling.type(), telling.data());
    }

    /** With how far the listener has come once it has seen it. */
    private String event(Telling telling) {
        Map<ProcessId, Long> lines = new LinkedHashMap<>();
        tails.forEach(tail -> lines.put(tail.id(), tail.seen()));
        return Frames.event(new EventId(pace.epoch(), seen, lines), telling.type(), telling.data());
    }

    private List<ProcessStatus> selected() {
        return upkeep.processes().stream().filter(p -> selection.wants(p.id())).toList();
    }
}
