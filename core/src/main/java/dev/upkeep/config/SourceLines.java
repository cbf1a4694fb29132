package dev.upkeep.config;

import dev.upkeep.internal.config.keys.ProcessKeys;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.yaml.Hidden;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of a file as they may be shown to people: what is likely to be secret (all values below {@code env} and
 * {@code headers}, and user names in addresses) is hidden, each character by one star, so that columns stay true.
 */
final class SourceLines {
    /** The keys of maps whose values are likely to be secret. */
    private static final Set<String> SECRET = Set.of("env", "headers", "password");

    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final Pattern USER = Pattern.compile("(?<=//)[^/@\\s]+(?=@)");
    private static final Pattern KEY = Pattern.compile("[\\s{,-]*[\"']?([A-Za-z0-9_.-]+)[\"']?\\s*:.*");
    private static final Pattern SECRET_KEY = Pattern.compile("[\"']?\\b(?:env|headers)\\b[\"']?\\s*:");

    private final List<String> lines;
    private final Optional<Hidden> hidden;

    private SourceLines(List<String> lines, Optional<Hidden> hidden) {
        this.lines = lines;
        this.hidden = hidden;
    }

    static SourceLines of(String text) {
        return new SourceLines(LINE_END.splitAsStream(text).toList(), Hidden.in(text, SECRET));
    }

    /**
     * One line.
     *
     * @param number from 1
     * @return empty if there is no such line
     */
    Optional<String> line(int number) {
        if (number < 1 || number > lines.size()) {
            return Optional.empty();
        }
        String line = lines.get(number - 1);
        String shown = hidden.map(h -> hide(line, h.columns(number - 1))).orElseGet(() -> hideByIndentation(number));
        return Optional.of(Words.printable(USER.matcher(shown).replaceAll(m -> stars(m.group()))));
    }

    /** Hides columns, and a comment after them, which may hold an older value. */
    private static String hide(String line, List<Hidden.Columns> columns) {
        int[] shown = line.codePoints().toArray();
        int last = shown.length;
        for (Hidden.Columns c : columns) {
            last = Math.min(c.end(), shown.length);
            hide(shown, c.begin(), last);
        }
        for (int i = last; i < shown.length; i++) {
            if (shown[i] == '#' && Character.isWhitespace(shown[i - 1])) {
                hide(shown, i + 1, shown.length);
            }
        }
        return new String(shown, 0, shown.length);
    }

    private static void hide(int[] characters, int begin, int end) {
        for (int i = begin; i < end; i++) {
            characters[i] = Character.isWhitespace(characters[i]) ? ' ' : '*';
        }
    }

    private static String stars(String text) {
        int[] hidden = text.codePoints().toArray();
        hide(hidden, 0, hidden.length);
        return new String(hidden, 0, hidden.length);
    }

    /** For a file that cannot be parsed: rather hides too much. */
    private String hideByIndentation(int number) {
        String line = lines.get(number - 1);
        Matcher named = SECRET_KEY.matcher(line);
        if (named.find()) {
            return line.substring(0, named.end()) + stars(line.substring(named.end()));
        }
        if (!isBelowSecret(number)) {
            return line;
        }
        Matcher key = KEY.matcher(line);
        int value = key.matches() ? line.indexOf(':', key.end(1)) + 1 : 0;
        return line.substring(0, value) + stars(line.substring(value));
    }

    /** Whether a secret key stands above, and no other key of a process that is indented less stands in between. */
    private boolean isBelowSecret(int number) {
        int indentation = indentation(lines.get(number - 1));
        for (int i = number - 2; i >= 0; i--) {
            Matcher key = KEY.matcher(lines.get(i));
            if (!key.matches()) {
                continue;
            }
            boolean isParent = indentation(lines.get(i)) < indentation;
            boolean isKnown = ProcessKeys.names().contains(key.group(1));
            if (SECRET.contains(key.group(1))) {
                return true;
            }
            if (isParent && isKnown) {
                return false;
            }
            indentation = Math.min(indentation, indentation(lines.get(i)));
        }
        return false;
    }

    private static int indentation(CharSequence line) {
        return (int) line.chars().takeWhile(c -> c == ' ' || c == '-').count();
    }
}
