package dev.upkeep.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;

/** Where the values stand that are likely to be secret: all those below {@code env} and {@code headers}. */
final class Hidden {
    static final Set<String> KEYS = Set.of("env", "headers");

    /**
     * Columns of a line, from 0.
     *
     * @param end the first column after them
     */
    record Columns(int begin, int end) {}

    private final Map<Integer, List<Columns>> byLine = new HashMap<>();
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Set<Node> seenSecret = Collections.newSetFromMap(new IdentityHashMap<>());

    private Hidden() {}

    static Hidden in(Node root) {
        Hidden hidden = new Hidden();
        hidden.visit(root, false);
        return hidden;
    }

    /**
     * What is hidden of a line.
     *
     * @param line from 0
     */
    List<Columns> columns(int line) {
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

    private static boolean isSecret(NodeTuple entry) {
        return entry.getKeyNode() instanceof ScalarNode key && KEYS.contains(key.getValue());
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
