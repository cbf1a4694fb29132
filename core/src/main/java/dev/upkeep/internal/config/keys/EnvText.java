package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.problem.Words;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The text of a file with variables, as Docker Compose and dotenv know it: {@code NAME=value} on each line, maybe after
 * {@code export}; comments after {@code #}. What is in single quotes is taken as it is, in double quotes {@code \n},
 * {@code \t}, {@code \r}, {@code \"}, {@code \\} and {@code \$} are understood; both may span lines. Nothing is replaced.
 */
final class EnvText {
    private static final Pattern NAME = Pattern.compile("(?:export\\s+)?([A-Za-z_][A-Za-z0-9_.-]*)\\s*=[ \\t]*");
    private static final Pattern COMMENT = Pattern.compile("(?:^|\\s)#.*");

    private final String[] lines;
    private final Map<String, String> variables = new LinkedHashMap<>();
    private int next;

    /** What is wrong with the text. The message goes on after the place; it never holds a value. */
    static final class Fault extends Exception {
        private static final long serialVersionUID = 1L;

        final int line;
        final String help;

        Fault(int line, String message, String help) {
            super(message, null, false, false);
            this.line = line;
            this.help = help;
        }
    }

    private EnvText(String text) {
        lines = text.split("\r\n|\r|\n", -1);
    }

    /** All variables; of two with one name the later counts. */
    static Map<String, String> parse(String text) throws Fault {
        EnvText file = new EnvText(text);
        while (file.next < file.lines.length) {
            file.line();
        }
        return file.variables;
    }

    private void line() throws Fault {
        String line = lines[next++].strip();
        if (line.isEmpty() || line.startsWith("#")) {
            return;
        }
        Matcher name = NAME.matcher(line);
        if (!name.lookingAt()) {
            throw fault("is not `NAME=value`", "write a name of letters, digits and `_`, then `=`, then the value");
        }
        String rest = line.substring(name.end());
        boolean isQuoted = rest.startsWith("\"") || rest.startsWith("'");
        variables.put(name.group(1), isQuoted ? quoted(rest, name.group(1)) : plain(rest));
    }

    private static String plain(String rest) {
        return COMMENT.matcher(rest).replaceFirst("").strip();
    }

    private String quoted(String rest, String name) throws Fault {
        char quote = rest.charAt(0);
        int begin = next;
        StringBuilder value = new StringBuilder();
        String line = rest.substring(1);
        int end = take(line, quote, value);
        while (end < 0) {
            if (next == lines.length) {
                next = begin;
                throw fault("opens a quote for " + Words.quoted(name) + " that is never closed", "close it");
            }
            value.append('\n');
            line = lines[next++];
            end = take(line, quote, value);
        }
        String after = line.substring(end + 1).strip();
        if (!after.isEmpty() && !after.startsWith("#")) {
            throw fault("goes on after the quote of " + Words.quoted(name), "end the line after the quote");
        }
        return value.toString();
    }

    /** Takes the value up to the closing quote; tells where that is, or -1. */
    private static int take(String line, char quote, StringBuilder value) {
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            if (c == quote) {
                return i;
            }
            if (c == '\\' && quote == '"' && i + 1 < line.length()) {
                value.append(escaped(line.charAt(++i)));
            } else {
                value.append(c);
            }
        }
        return -1;
    }

    private static String escaped(char c) {
        return switch (c) {
            case 'n' -> "\n";
            case 'r' -> "\r";
            case 't' -> "\t";
            case '"', '\\', '$' -> String.valueOf(c);
            default -> "\\" + c;
        };
    }

    private Fault fault(String message, String help) {
        return new Fault(next, message, help);
    }
}
