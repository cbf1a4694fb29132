package dev.upkeep.examples.imports;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/** Command lines as a shell reads them: words as far as no shell is needed for them, else a command for {@code sh}. */
final class ShellWords {
    /** What only a shell can do: variables, pipes, redirections, patterns, several commands. */
    private static final Pattern NEEDS_SHELL = Pattern.compile("[$`|&;<>(){}*?!~#\\n]");

    private static final Pattern SEVERAL = Pattern.compile("[|&;\\n()]|(^|\\s)[{}](\\s|$)");
    private static final Pattern OF_THE_SHELL = Pattern.compile("(exec|cd|export|if|for|while|set)\\b|[A-Za-z_]\\w*=");

    private ShellWords() {}

    /** The words, or {@code sh -c} with the whole; {@code exec} keeps the shell from staying in between. */
    static List<String> command(String line) {
        return NEEDS_SHELL.matcher(line).find()
                ? List.of("sh", "-c", Words.literal(isOneCommand(line) ? "exec " + line : line))
                : split(line).orElse(List.of("sh", "-c", line));
    }

    private static boolean isOneCommand(String line) {
        return !SEVERAL.matcher(line).find() && !OF_THE_SHELL.matcher(line).lookingAt();
    }

    /** Words by quotes and backslashes only (POSIX shell, 2.2 and 2.3); empty if a quote is not closed. */
    static Optional<List<String>> split(String line) {
        List<String> words = new ArrayList<>();
        StringBuilder word = new StringBuilder();
        boolean inWord = false;
        char quote = 0;
        for (int i = 0; i < line.length(); i++) {
            char c = line.charAt(i);
            boolean escapes = c == '\\' && quote != '\'' && i + 1 < line.length();
            if (escapes) {
                word.append(line.charAt(++i));
                inWord = true;
            } else if (quote != 0) {
                quote = c == quote ? end() : keep(word, c, quote);
            } else if (c == '"' || c == '\'') {
                quote = c;
                inWord = true;
            } else if (Character.isWhitespace(c)) {
                if (inWord) {
                    words.add(word.toString());
                }
                word.setLength(0);
                inWord = false;
            } else {
                word.append(c);
                inWord = true;
            }
        }
        if (inWord) {
            words.add(word.toString());
        }
        return quote == 0 && !words.isEmpty() ? Optional.of(words) : Optional.empty();
    }

    private static char end() {
        return 0;
    }

    private static char keep(StringBuilder word, char c, char quote) {
        word.append(c);
        return quote;
    }
}
