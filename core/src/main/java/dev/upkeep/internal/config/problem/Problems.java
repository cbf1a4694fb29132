package dev.upkeep.internal.config.problem;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Collects what is wrong with one file. A file that is all wrong is not told of in full. */
public final class Problems {
    private static final int MOST = 200;

    private final String file;
    private final List<Problem> found = new ArrayList<>();
    private final Set<String> wrong = new HashSet<>();
    private final Set<String> toldOnce = new HashSet<>();
    private String omitted = "";

    /**
     * None yet.
     *
     * @param file its name as seen from the folder of the configuration
     */
    public Problems(String file) {
        this.file = file;
    }

    /**
     * The name of the file.
     *
     * @return as seen from the folder of the configuration
     */
    public String file() {
        return file;
    }

    /**
     * Leaves out the beginning of all paths, for a file that lacks the outermost key.
     *
     * @param prefix what is left out
     */
    public void omitFromPaths(String prefix) {
        omitted = prefix;
    }

    /**
     * Takes one more.
     *
     * @param at where in the file
     * @param pointer where in the document
     * @param message what is wrong, in one sentence
     * @param help what to write instead; may be empty
     */
    public void add(Code code, Span at, String pointer, String message, String help) {
        if (!code.isWarning()) {
            wrong.add(pointer);
        }
        if (!isFull()) {
            String path = pointer.startsWith(omitted) ? pointer.substring(omitted.length()) : pointer;
            found.add(new Problem(code, file, at, path, message, help));
        }
    }

    /**
     * Whether a word has not been asked for before, for what is told only once.
     *
     * @return true for the first call with this word, false ever after
     */
    public boolean isFirst(String word) {
        return toldOnce.add(word);
    }

    /**
     * Whether there are too many to tell them all.
     *
     * @return true if what is added now is counted but not told
     */
    public boolean isFull() {
        return found.size() >= MOST;
    }

    /** Makes this count as wrong for a reason that is reported elsewhere. */
    public void markWrong(String pointer) {
        wrong.add(pointer);
    }

    /**
     * Whether there is an error at this very place.
     *
     * @return false also for a warning
     */
    public boolean isWrong(String pointer) {
        return wrong.contains(pointer);
    }

    /**
     * Whether there is an error at this place or below it.
     *
     * @return false also for warnings
     */
    public boolean isWrongWithin(String pointer) {
        return isWrong(pointer) || wrong.stream().anyMatch(w -> w.startsWith(pointer + "/"));
    }

    /**
     * Whether anything is wrong.
     *
     * @return false also if there are warnings only
     */
    public boolean hasErrors() {
        return !wrong.isEmpty();
    }

    /**
     * All that are told.
     *
     * @return in the order of the file
     */
    public List<Problem> inOrder() {
        Comparator<Problem> byLine = Comparator.comparingInt(p -> p.at().line());
        return found.stream()
                .sorted(byLine.thenComparingInt(p -> p.at().column()))
                .toList();
    }
}
