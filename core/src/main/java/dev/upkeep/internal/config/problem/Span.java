package dev.upkeep.internal.config.problem;

/**
 * Where something stands in a file. What goes over several lines is marked at its first character.
 *
 * @param line from 1; 0 if unknown
 * @param column from 1, in code points; 0 if unknown
 * @param endColumn the column after the last marked one
 */
public record Span(int line, int column, int endColumn) {
    /** Unknown, or the file as a whole. */
    public static final Span NONE = new Span(0, 0, 0);

    /** Of the character at an index of a text. */
    public static Span at(String text, int index) {
        String before = text.substring(0, index);
        int line = 1 + (int) before.chars().filter(c -> c == '\n').count();
        int start = before.lastIndexOf('\n') + 1;
        int column = 1 + before.codePointCount(start, index);
        return new Span(line, column, column + 1);
    }
}
