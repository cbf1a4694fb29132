package dev.upkeep.rest.internal.events;

import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How far a listener has come, as the {@code id} of an event tells it: a number, and in which run it counts.
 *
 * @param epoch the run
 * @param seq the number of the last event that was seen
 */
record EventId(String epoch, long seq) {
    private static final Pattern FORM = Pattern.compile("([0-9a-z]{1,16})\\.([0-9]{1,18})");

    /** What a client sends in {@code Last-Event-ID} to go on where it was cut off; empty if it is none of ours. */
    static Optional<EventId> of(List<String> header) {
        Matcher matcher = FORM.matcher(header.size() == 1 ? header.get(0) : "");
        return matcher.matches()
                ? Optional.of(new EventId(matcher.group(1), Long.parseLong(matcher.group(2))))
                : Optional.empty();
    }

    @Override
    public String toString() {
        return epoch + "." + seq;
    }
}
