package dev.upkeep.config;

import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Where something stands in a file. What goes over several lines is marked at its first character.
 *
 * @param line from 1; 0 if unknown
 * @param column from 1, in code points; 0 if unknown
 * @param endColumn the column after the last marked one
 */
record Span(int line, int column, int endColumn) {
    static final Span NONE = new Span(0, 0, 0);

    static Span of(Node node) {
        return of(node.getStartMark(), node.getEndMark());
    }

    static Span of(Optional<Mark> start, Optional<Mark> end) {
        if (start.isEmpty()) {
            return NONE;
        }
        int line = start.get().getLine() + 1;
        int column = start.get().getColumn() + 1;
        int last = end.filter(e -> e.getLine() + 1 == line)
                .map(e -> e.getColumn() + 1)
                .orElse(0);
        return new Span(line, column, Math.max(last, column + 1));
    }

    /** Of the character at an index of a text. */
    static Span at(String text, int index) {
        String before = text.substring(0, index);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int start = before.lastIndexOf('\n') + 1;
        int column = 1 + before.codePointCount(start, index);
        return new Span(line, column, column + 1);
    }
}
