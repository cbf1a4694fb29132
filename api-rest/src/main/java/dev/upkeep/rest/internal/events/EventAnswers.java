package dev.upkeep.rest.internal.events;

import dev.upkeep.Upkeep;
import dev.upkeep.rest.http.ApiResponse.Body;
import dev.upkeep.rest.internal.gate.Call;
import dev.upkeep.rest.internal.reply.Reply;
import java.util.List;
import java.util.Map;

/** Opens streams of events. */
public final class EventAnswers {
    private final Upkeep upkeep;
    private final Pace pace;
    private final Recorder recorder;
    private final Places places = new Places();

    public EventAnswers(Upkeep upkeep, Pace pace) {
        this.upkeep = upkeep;
        this.pace = pace;
        this.recorder = new Recorder(upkeep);
    }

    /** A stream for this caller; it goes on where {@code Last-Event-ID} says that an earlier one was cut off. */
    public Reply open(Call call) {
        Selection selection = Selection.of(call.target());
        String caller = call.caller().name();
        places.take(caller);
        recorder.begin();
        Feed feed = new Feed(upkeep, recorder, selection, call.caller(), pace);
        List<String> last = call.request().header("last-event-id");
        String first = last.isEmpty() ? feed.greeting() : feed.greeting(EventId.of(last));
        EventStream stream = new EventStream(feed, first, recorder, pace, () -> places.free(caller));
        return new Reply(200, "text/event-stream", new Body.Streamed(stream), Map.of("X-Accel-Buffering", "no"));
    }
}
