package dev.upkeep.rest.internal.events;

import dev.upkeep.ProcessStatus;
import dev.upkeep.Upkeep;
import dev.upkeep.process.ProcessId;
import dev.upkeep.rest.access.Permission;
import dev.upkeep.rest.http.ApiResponse.Body;
import dev.upkeep.rest.internal.gate.Call;
import dev.upkeep.rest.internal.gate.Endpoint;
import dev.upkeep.rest.internal.logs.LogQuery;
import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Refused;
import dev.upkeep.rest.internal.process.Processes;
import dev.upkeep.rest.internal.reply.Reply;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.IntConsumer;

/** Opens streams of what happens and of what processes print. */
public final class EventAnswers {
    private static final int MOST_TAILS = 16;

    private final Upkeep upkeep;
    private final Processes processes;
    private final Pace pace;
    private final Recorder recorder;
    private final Places places;

    /** Streams of this supervisor; somebody is told how many are open, whenever that changes. */
    public EventAnswers(Upkeep upkeep, Processes processes, Pace pace, IntConsumer open) {
        this.places = new Places(open);
        this.upkeep = upkeep;
        this.processes = processes;
        this.pace = pace;
        this.recorder = new Recorder(upkeep);
    }

    /** What happens, and with {@code logs} also what these processes print. */
    public Reply open(Call call) {
        List<ProcessId> printing =
                call.target().parameter("logs").map(list -> listed(call, list)).orElse(List.of());
        return stream(call, Selection.of(call.target()), printing);
    }

    /** Somebody has acted, and this came of it. */
    public void acted(Call call, int status) {
        recorder.history()
                .add(new Happening.Acted(
                        pace.ticker().now().wall(),
                        call.caller().name(),
                        call.endpoint().name().toLowerCase(Locale.ROOT),
                        call.endpoint()
                                .id(call.target())
                                .filter(ProcessId::isValid)
                                .map(ProcessId::new),
                        status));
    }

    /** What one process prints, or several do, from now on. */
    public Reply follow(Call call) {
        List<ProcessId> printing = call.endpoint() == Endpoint.LOGS
                ? List.of(processes.existing(call.id()).id())
                : processes.named(call.target());
        return stream(call, Selection.LINES_ONLY, printing);
    }

    private List<ProcessId> listed(Call call, String list) {
        if (!call.caller().may(Permission.LOGS)) {
            throw new Refused(Problem.forbidden(Permission.LOGS));
        }
        return Arrays.stream(list.split(",", -1))
                .map(processes::existing)
                .map(ProcessStatus::id)
                .distinct()
                .limit(MOST_TAILS)
                .toList();
    }

    /** Goes on where {@code Last-Event-ID} says that an earlier stream was cut off. */
    private Reply stream(Call call, Selection selection, List<ProcessId> printing) {
        LogQuery query =
                LogQuery.of(call.target(), pace.epoch(), pace.ticker().now().wall());
        List<LogTail> tails =
                printing.stream().map(id -> new LogTail(upkeep, id, query)).toList();
        String caller = call.caller().name();
        recorder.begin();
        Feed feed = new Feed(upkeep, recorder.history(), selection, tails, call, pace);
        List<String> last = call.request().header("last-event-id");
        String first = last.isEmpty() ? feed.greeting() : feed.greeting(EventId.of(last));
        places.take(caller);
        EventStream stream = new EventStream(feed, first, recorder, pace, () -> places.free(caller));
        return new Reply(200, "text/event-stream", new Body.Streamed(stream), Map.of("X-Accel-Buffering", "no"));
    }
}
