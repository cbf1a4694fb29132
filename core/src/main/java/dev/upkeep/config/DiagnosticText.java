package dev.upkeep.config;

import dev.upkeep.config.Diagnostic.Severity;
import dev.upkeep.internal.config.problem.Problems;
import dev.upkeep.internal.config.yaml.TextFile;
import dev.upkeep.process.Spans;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Diagnostics as people read them in a terminal: what is wrong, where, the line with a mark below it, and what to write
 * instead. Values below {@code env} and {@code headers} are hidden. Colourless; lines end with {@code \n}.
 */
public final class DiagnosticText {
    private static final int MOST_SHOWN = 20;
    private static final int WIDEST_LINE = 120;
    private static final int BEFORE_MARK = 40;

    private DiagnosticText() {}

    /**
     * One diagnostic.
     *
     * @param diagnostic what to tell
     * @param source the text of the file that it is about, as it was when that was checked; empty to show no line of it
     * @return several lines
     */
    public static String render(Diagnostic diagnostic, String source) {
        return render(diagnostic, SourceLines.of(source));
    }

    /**
     * Several diagnostics with a last line that counts them; at most twenty are shown in full.
     *
     * @param diagnostics as {@link ConfigFiles#load} gives them
     * @param directory holds the files, which are read again for the lines to show
     * @return many lines; empty if there is no diagnostic
     */
    public static String render(List<Diagnostic> diagnostics, Path directory) {
        if (diagnostics.isEmpty()) {
            return "";
        }
        Map<String, SourceLines> sources = new HashMap<>();
        return Stream.concat(
                        diagnostics.stream().limit(MOST_SHOWN).map(d -> {
                            return render(d, sources.computeIfAbsent(d.file(), name -> read(directory, name)));
                        }),
                        Stream.of(summary(diagnostics)))
                .collect(Collectors.joining("\n"));
    }

    private static SourceLines read(Path directory, String file) {
        Optional<String> text =
                file.isEmpty() ? Optional.empty() : TextFile.read(directory.resolve(file), new Problems(file));
        return SourceLines.of(text.orElse(""));
    }

    private static String summary(List<Diagnostic> diagnostics) {
        int errors = (int)
                diagnostics.stream().filter(d -> d.severity() == Severity.ERROR).count();
        int warnings = diagnostics.size() - errors;
        String counts = Stream.of(count(errors, "error"), count(warnings, "warning"))
                .filter(c -> !c.isEmpty())
                .collect(Collectors.joining(", "));
        int hidden = diagnostics.size() - MOST_SHOWN;
        return hidden > 0 ? counts + "; " + hidden + " not shown\n" : counts + "\n";
    }

    private static String count(int count, String noun) {
        return count == 0 ? "" : Spans.count(count, noun);
    }

    private static String render(Diagnostic d, SourceLines source) {
        String margin = " ".repeat(String.valueOf(d.line()).length());
        String title = d.severity().name().toLowerCase(Locale.ROOT) + "[" + d.code() + "]: " + d.message() + "\n";
        String place = d.file().isEmpty() ? d.path() : d.file() + position(d);
        String where = place.isEmpty() ? "" : margin + "--> " + place + "\n";
        String marked =
                source.line(d.line()).map(line -> marked(d, line, margin)).orElse("");
        String help = d.help().isEmpty() ? "" : margin + " = help: " + d.help() + "\n";
        return title + where + marked + help;
    }

    private static String position(Diagnostic d) {
        return d.line() == 0 ? "" : ":" + d.line() + ":" + d.column();
    }

    private static String marked(Diagnostic d, String line, String margin) {
        int start = d.column() - 1;
        int cut = line.codePointCount(0, line.length()) <= WIDEST_LINE ? 0 : Math.max(0, start - BEFORE_MARK);
        String shown = shorten(line, cut);
        int room = Math.max(1, shown.codePointCount(0, shown.length()) - (start - cut));
        int carets = Math.max(1, Math.min(d.endColumn() - d.column(), room));
        String bar = margin + " |";
        return bar + "\n" + d.line() + " | " + shown + "\n" + bar + " " + " ".repeat(Math.max(0, start - cut))
                + "^".repeat(carets) + "\n" + bar + "\n";
    }

    private static String shorten(String line, int cut) {
        int[] shown = line.codePoints().skip(cut).limit(WIDEST_LINE).toArray();
        boolean more = line.codePointCount(0, line.length()) > cut + WIDEST_LINE;
        if (cut > 0 && shown.length > 0) {
            shown[0] = '…';
        }
        if (more) {
            shown[shown.length - 1] = '…';
        }
        return new String(shown, 0, shown.length);
    }
}
