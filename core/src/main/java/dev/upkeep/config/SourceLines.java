package dev.upkeep.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/**
 * The lines of a file as they may be shown to people: what is likely to be secret (all values below {@code env} and
 * {@code headers}, and user names in addresses) is hidden, each character by one star, so that columns stay true.
 */
final class SourceLines {
    private static final Set<String> SECRET = Set.of("env", "headers");
    private static final Pattern LINE_END = Pattern.compile("\r\n|\r|\n");
    private static final Pattern USER = Pattern.compile("(?<=//)[^/@\\s]+(?=@)");
    private static final Pattern COMMENT = Pattern.compile("\\s#.*");
    private static final Pattern KEY = Pattern.compile("[\\s{,-]*[\"']?([A-Za-z0-9_.-]+)[\"']?\\s*:.*");
    private static final Pattern SECRET_KEY = Pattern.compile("[\"']?\\b(?:env|headers)\\b[\"']?\\s*:");

    private final List<StringBuilder> lines = new ArrayList<>();
    private final boolean valid;

    private SourceLines(String text) {
        LINE_END.splitAsStream(text)
                .map(Words::printable)
                .map(StringBuilder::new)
                .forEach(lines::add);
        Optional<Node> root = compose(text);
        valid = root.isPresent();
        root.ifPresent(r -> hide(r, false, Collections.newSetFromMap(new IdentityHashMap<>())));
    }

    static SourceLines of(String text) {
        return new SourceLines(text);
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
        String line = lines.get(number - 1).toString();
        String shown = valid ? line : hideByIndentation(number, line);
        return Optional.of(USER.matcher(shown).replaceAll(m -> stars(m.group())));
    }

    private static Optional<Node> compose(String text) {
        try {
            return Yaml.compose(text);
        } catch (YamlEngineException | BoundedParser.Exceeded e) {
            return Optional.empty();
        }
    }

    private void hide(Node node, boolean secret, Set<Node> done) {
        if (node instanceof ScalarNode && secret) {
            hide(node);
        } else if (node instanceof SequenceNode list && (secret || done.add(node))) {
            list.getValue().forEach(item -> hide(item, secret, done));
        } else if (node instanceof MappingNode map && (secret || done.add(node))) {
            for (NodeTuple entry : map.getValue()) {
                boolean named = entry.getKeyNode() instanceof ScalarNode key && SECRET.contains(key.getValue());
                hide(entry.getValueNode(), secret || named, done);
            }
        }
    }

    private void hide(Node scalar) {
        Mark start = scalar.getStartMark().orElseThrow();
        Mark end = scalar.getEndMark().orElseThrow();
        for (int i = start.getLine(); i <= end.getLine() && i < lines.size(); i++) {
            int from = i == start.getLine() ? start.getColumn() : 0;
            int to = i == end.getLine() ? end.getColumn() : Integer.MAX_VALUE;
            hide(lines.get(i), from, to);
        }
    }

    /** Hides columns, and a comment that ends the line, which may hold an older value. */
    private static void hide(StringBuilder line, int fromColumn, int toColumn) {
        int from = index(line, fromColumn);
        int to = index(line, toColumn);
        Matcher comment = COMMENT.matcher(line);
        boolean commented = comment.find(to);
        line.replace(from, to, stars(line.substring(from, to)));
        if (commented) {
            int begin = line.length() - comment.group().length();
            line.replace(begin, line.length(), stars(line.substring(begin)));
        }
    }

    private static int index(StringBuilder line, int column) {
        return column >= line.codePointCount(0, line.length()) ? line.length() : line.offsetByCodePoints(0, column);
    }

    private static String stars(String text) {
        return text.codePoints()
                .map(c -> Character.isWhitespace(c) ? ' ' : '*')
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    /** For a file that cannot be parsed: rather hides too much. */
    private String hideByIndentation(int number, String line) {
        Matcher named = SECRET_KEY.matcher(line);
        if (named.find()) {
            return line.substring(0, named.end()) + stars(line.substring(named.end()));
        }
        return isBelowSecret(number)
                ? line.substring(0, valueStart(line)) + stars(line.substring(valueStart(line)))
                : line;
    }

    private static int valueStart(String line) {
        Matcher key = KEY.matcher(line);
        return key.matches() ? line.indexOf(':', key.end(1)) + 1 : 0;
    }

    /** Whether a secret key stands above, with nothing in between that is less indented or a key of a process. */
    private boolean isBelowSecret(int number) {
        int indentation = indentation(lines.get(number - 1));
        for (int i = number - 2; i >= 0; i--) {
            Matcher key = KEY.matcher(lines.get(i));
            if (!key.matches()) {
                continue;
            }
            boolean parent = indentation(lines.get(i)) < indentation;
            boolean known = ProcessKeys.ALL.names().contains(key.group(1));
            if ((parent || known) && SECRET.contains(key.group(1))) {
                return true;
            }
            if (parent && known) {
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
