package dev.upkeep.internal.config.yaml;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Problems;
import dev.upkeep.internal.config.problem.Span;
import dev.upkeep.internal.config.problem.Words;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;

/** Says in plain words what the parser says in its own. */
final class Syntax {
    /**
     * One kind of mistake.
     *
     * @param pattern what the parser says: its context, a bar, its problem
     * @param atContext whether to mark where the wrong thing began rather than where the parser gave up
     * @param message what is wrong; {@code $1} is the first group of the pattern
     * @param help what to write
     */
    private record Mistake(Pattern pattern, boolean atContext, String message, String help) {}

    private static final List<Mistake> MISTAKES = List.of(
            at("\\\\t\\(TAB\\)", "a tab cannot indent", "indent with spaces, two for each level"),
            from("quoted scalar\\|.*end of stream", "a quote is opened but not closed", "close it with the same quote"),
            from(
                    "quoted scalar\\|.*document separator",
                    "a quote is opened but not closed",
                    "close it with the same quote"),
            at("unknown escape character", "a backslash that means nothing here", "write `\\\\`, or use single quotes"),
            from(
                    "flow sequence\\|",
                    "a list is opened with `[` but not closed",
                    "put a comma between items, and `]` at the end"),
            from(
                    "flow mapping\\|",
                    "a map is opened with `{` but not closed",
                    "put a comma between entries, and `}` at the end"),
            from(
                    "(?:alias|anchor)\\|unexpected character",
                    "text that begins with `*` or `&` means something else in YAML",
                    "put the text in quotes"),
            at("character '([@`%|>&*!])'", "a value cannot begin with `$1`", "put the value in quotes"),
            at(
                    "mapping values are not allowed",
                    "a `:` is not expected here",
                    "put text with `: ` in quotes, and check the indentation"),
            from("could not find expected ':'", "a key without `:`", "write `key: value`"),
            at(
                    "undefined alias (\\S+)",
                    "the alias `*$1` has no anchor before it",
                    "write `&$1` where the value is first given, or put text with `*` in quotes"),
            at(
                    "simple key is required",
                    "a key without `:`, or a quote that is closed too late",
                    "write `key: value`, and check the quotes above"),
            at("another document", "a second document begins here", "keep one document in the file: remove `---`"),
            at(
                    "expected <block end>|document start",
                    "the indentation does not fit what is above",
                    "indent all keys of one map by the same number of spaces"));

    private static final Mistake OTHER = at("", "this is not valid YAML", "check quotes, brackets and indentation");

    private Syntax() {}

    private static Mistake at(String pattern, String message, String help) {
        return new Mistake(Pattern.compile(pattern), false, message, help);
    }

    private static Mistake from(String pattern, String message, String help) {
        return new Mistake(Pattern.compile(pattern), true, message, help);
    }

    static void report(MarkedYamlEngineException e, Problems problems) {
        String said = e.getContext() + "|" + e.getProblem();
        Mistake mistake = find(said);
        Optional<Mark> mark = mistake.atContext() ? e.getContextMark() : Optional.empty();
        Span at = Marks.of(mark.or(e::getProblemMark).or(e::getContextMark), Optional.empty());
        report(mistake, said, at, problems);
    }

    /** For an exception that does not say where, when the parser had come to a place. */
    static void report(RuntimeException e, Span at, Problems problems) {
        String said = String.valueOf(e.getMessage());
        report(find(said), said, at, problems);
    }

    private static Mistake find(String said) {
        return MISTAKES.stream()
                .filter(m -> m.pattern().matcher(said).find())
                .findFirst()
                .orElse(OTHER);
    }

    private static void report(Mistake mistake, String said, Span at, Problems problems) {
        Matcher groups = mistake.pattern().matcher(said);
        String first = groups.find() && groups.groupCount() > 0 ? Words.printable(groups.group(1)) : "";
        problems.add(
                Code.NOT_YAML,
                at,
                "",
                mistake.message().replace("$1", first),
                mistake.help().replace("$1", first));
    }
}
