package dev.upkeep.config;

import dev.upkeep.config.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with one file. A file that is all wrong is not told of in full. */
final class Problems {
    private static final int MOST = 200;

    private final String file;
    private final List<Diagnostic> found = new ArrayList<>();
    private final Set<String> wrong = new HashSet<>();
    private final Set<String> toldOnce = new HashSet<>();
    private String omitted = "";

    Problems(String file) {
        this.file = file;
    }

    String file() {
        return file;
    }

    /** Leaves out the beginning of all paths, for a file that lacks the outermost key. */
    void omitFromPaths(String prefix) {
        omitted = prefix;
    }

    void add(Severity severity, Code code, Span at, String pointer, String message, String help) {
        if (severity == Severity.ERROR) {
            wrong.add(pointer);
        }
        if (!isFull()) {
            String path = pointer.startsWith(omitted) ? pointer.substring(omitted.length()) : pointer;
            found.add(new Diagnostic(
                    severity, code.id(), file, at.line(), at.column(), at.endColumn(), path, message, help));
        }
    }

    void error(Code code, Span at, String pointer, String message, String help) {
        add(Severity.ERROR, code, at, pointer, message, help);
    }

    /** True for the first call with this word, false ever after. */
    boolean isFirst(String word) {
        return toldOnce.add(word);
    }

    /** Whether what is added now is counted but not told. */
    boolean isFull() {
        return found.size() >= MOST;
    }

    /** Makes this count as wrong for a reason that is reported elsewhere. */
    void markWrong(String pointer) {
        wrong.add(pointer);
    }

    boolean isWrong(String pointer) {
        return wrong.contains(pointer);
    }

    boolean hasErrors() {
        return !wrong.isEmpty();
    }

    /** In the order of the file. */
    List<Diagnostic> inOrder() {
        return found.stream()
                .sorted(Comparator.comparingInt(Diagnostic::line).thenComparingInt(Diagnostic::column))
                .toList();
    }
}
