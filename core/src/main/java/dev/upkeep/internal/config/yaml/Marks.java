package dev.upkeep.internal.config.yaml;

import dev.upkeep.internal.config.problem.Span;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/** The marks of the parser as spans. */
final class Marks {
    private Marks() {}

    static Span of(Node node) {
        return of(node.getStartMark(), node.getEndMark());
    }

    static Span of(Optional<Mark> start, Optional<Mark> end) {
        if (start.isEmpty()) {
            return Span.NONE;
        }
        int line = start.get().getLine() + 1;
        int column = start.get().getColumn() + 1;
        int last = end.filter(e -> e.getLine() + 1 == line)
                .map(e -> e.getColumn() + 1)
                .orElse(0);
        return new Span(line, column, Math.max(last, column + 1));
    }
}
