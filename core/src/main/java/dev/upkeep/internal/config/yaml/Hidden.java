package dev.upkeep.internal.config.yaml;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Where the values stand that are not to be shown: all those below some keys. */
public final class Hidden {
    /**
     * Columns of a line, from 0.
     *
     * @param end the first column after them
     */
    public record Columns(int begin, int end) {}

    private final Map<Integer, List<Columns>> byLine = new HashMap<>();
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Node> seenSecret = Collections.newSetFromMap(new IdentityHashMap<>());

    private final Set<String> keys;

    private Hidden(Set<String> keys) {
        this.keys = keys;
    }

    /**
     * Looks for them in a text.
     *
     * @param keys hide what is below them
     * @return empty if it is not valid YAML, or empty
     */
    public static Optional<Hidden> in(String text, Set<String> keys) {
        try {
            return Yaml.compose(text).map(root -> in(root, keys));
        } catch (YamlEngineException | BoundedParser.Exceeded e) {
            return Optional.empty();
        }
    }

    private static Hidden in(Node root, Set<String> keys) {
        Hidden hidden = new Hidden(keys);
        hidden.visit(root, false);
        return hidden;
    }

    /**
     * What is hidden of a line.
     *
     * @param line from 0
     * @return in the order of the line; empty if all may be shown
     */
    public List<Columns> columns(int line) {
        return byLine.getOrDefault(line, List.of());
    }

    private void visit(Node node, boolean secret) {
        if (!(secret ? seenSecret : seen).add(node)) {
            return;
        }
        if (node instanceof SequenceNode list) {
            list.getValue().forEach(item -> visit(item, secret));
        } else if (node instanceof MappingNode map) {
            map.getValue().forEach(entry -> visit(entry.getValueNode(), secret || isSecret(entry)));
        } else if (secret) {
            hide(node);
        }
    }

    private boolean isSecret(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode key && keys.contains(key.getValue());
    }

    private void hide(Node scalar) {
        Mark start = scalar.getStartMark().orElseThrow();
        Mark end = scalar.getEndMark().orElseThrow();
        for (int line = start.getLine(); line <= end.getLine(); line++) {
            int from = line == start.getLine() ? start.getColumn() : 0;
            int to = line == end.getLine() ? end.getColumn() : Integer.MAX_VALUE;
            byLine.computeIfAbsent(line, l -> new ArrayList<>()).add(new Columns(from, to));
        }
    }
}
