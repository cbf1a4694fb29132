package dev.upkeep.internal.config.yaml;

import dev.upkeep.internal.config.problem.Span;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.common.Anchor;
import org.snakeyaml.engine.v2.events.AliasEvent;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.events.ScalarEvent;
import org.snakeyaml.engine.v2.parser.Parser;

/**
 * Ends the reading of a document that is too deep, or too large with everything that its aliases repeat: a few lines of
 * aliases to aliases can stand for more than any memory holds.
 */
final class BoundedParser implements Parser {
    private static final int MOST_LEVELS = 50;
    private static final long MOST_NODES = 250_000;

    /** A text counts as one node more for each so many characters. */
    private static final int CHARACTERS_LIKE_A_NODE = 100;

    /** A list or map that has begun but not ended. */
    private record Open(Optional<Anchor> anchor, long sizeBefore) {}

    /** The document goes beyond a bound. */
    static final class Exceeded extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final transient Span at;
        private final String help;

        private Exceeded(Event event, String message, String help) {
            super(message);
            this.at = Marks.of(event.getStartMark(), event.getEndMark());
            this.help = help;
        }

        Span at() {
            return at;
        }

        String help() {
            return help;
        }
    }

    private final Parser parser;
    private final Deque<Open> open = new ArrayDeque<>();
    private final Map<Anchor, Long> sizes = new HashMap<>();
    private long size;

    BoundedParser(Parser parser) {
        this.parser = parser;
    }

    @Override
    public boolean hasNext() {
        return parser.hasNext();
    }

    @Override
    public boolean checkEvent(Event.ID choice) {
        return parser.checkEvent(choice);
    }

    @Override
    public Event peekEvent() {
        return parser.peekEvent();
    }

    @Override
    public Event next() {
        Event event = parser.next();
        count(event);
        if (open.size() > MOST_LEVELS) {
            throw new Exceeded(
                    event, "there are more than " + MOST_LEVELS + " levels of lists and maps", "make it flatter");
        }
        if (size > MOST_NODES) {
            throw new Exceeded(event, "there are too many values, with those that aliases repeat", "use fewer aliases");
        }
        return event;
    }

    private void count(Event event) {
        if (event instanceof CollectionStartEvent start) {
            open.push(new Open(start.getAnchor(), size++));
        } else if (event instanceof CollectionEndEvent) {
            Open ended = open.pop();
            ended.anchor().ifPresent(a -> sizes.put(a, size - ended.sizeBefore()));
        } else if (event instanceof ScalarEvent scalar) {
            long weight = 1 + scalar.getValue().length() / CHARACTERS_LIKE_A_NODE;
            size += weight;
            scalar.getAnchor().ifPresent(a -> sizes.put(a, weight));
        } else if (event instanceof AliasEvent alias) {
            count(alias);
        }
    }

    private void count(AliasEvent alias) {
        if (open.stream().anyMatch(o -> o.anchor().equals(Optional.of(alias.getAlias())))) {
            throw new Exceeded(alias, "an alias stands inside of what it repeats", "write it out");
        }
        size += sizes.getOrDefault(alias.getAlias(), 1L);
    }
}
