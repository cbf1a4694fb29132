package dev.upkeep.rest.internal.events;

import dev.upkeep.process.ProcessId;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a listener has come, as the {@code id} of an event tells it: {@code 7f3a.1042,api:88}. Lines are counted for each
 * process, so each number says whose it is: one who listens to another process next can't take one for the other.
 *
 * @param epoch the run in which the numbers count
 * @param seq the number of the last event that was seen
 * @param lines the numbers of the last lines that were seen
 */
record EventId(String epoch, long seq, Map<ProcessId, Long> lines) {
    private static final Pattern FORM =
            Pattern.compile("([0-9a-z]{1,16})\\.([0-9]{1,18})((?:,[A-Za-z0-9._-]{1,64}:[0-9]{1,18}){0,64})");

    /** What a client sends in {@code Last-Event-ID} to go on where it was cut off; empty if it is none of ours. */
    static Optional<EventId> of(List<String> header) {
        Matcher matcher = FORM.matcher(header.size() == 1 ? header.get(0) : "");
        return matcher.matches()
                ? Optional.of(new EventId(matcher.group(1), Long.parseLong(matcher.group(2)), lines(matcher.group(3))))
                : Optional.empty();
    }

    private static Map<ProcessId, Long> lines(String list) {
        Map<ProcessId, Long> lines = new LinkedHashMap<>();
        for (String pair : list.isEmpty() ? new String[0] : list.substring(1).split(",")) {
            String id = pair.substring(0, pair.indexOf(':'));
            if (ProcessId.isValid(id)) {
                lines.put(new ProcessId(id), Long.parseLong(pair.substring(id.length() + 1)));
            }
        }
        return lines;
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(epoch + "." + seq);
        lines.forEach((id, line) -> text.append(',').append(id).append(':').append(line));
        return text.toString();
    }
}
