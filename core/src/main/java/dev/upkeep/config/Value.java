package dev.upkeep.config;

import dev.upkeep.config.Diagnostic.Severity;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Something in a document, and where it stands.
 *
 * @param scope of the file
 * @param pointer to it; the outermost {@code processes} is always part of it
 * @param node what is written there
 * @param key where its key stands; itself for what has none
 */
record Value(Scope scope, String pointer, Node node, Span key) {
    static Value of(Scope scope, String pointer, Node node, Span key) {
        scope.positions().put(pointer, node instanceof ScalarNode && !isNothing(node) ? Span.of(node) : key);
        return new Value(scope, pointer, node, key);
    }

    boolean isNothing() {
        return isNothing(node);
    }

    private static boolean isNothing(Node node) {
        return node.getTag().equals(Tag.NULL);
    }

    boolean isMap() {
        return node instanceof MappingNode;
    }

    String name() {
        return pointer.isEmpty() ? scope.problems().file() : Pointers.name(pointer);
    }

    void error(Code code, String message, String help) {
        scope.error(code, pointer, message, help);
    }

    void warning(Code code, String message, String help) {
        scope.warning(code, pointer, message, help);
    }

    /** Complains of the key, not of what it is given. */
    void errorAtKey(Code code, String message, String help) {
        scope.problems().error(code, key, pointer, message, help);
    }

    void warningAtKey(Code code, String message, String help) {
        scope.problems().add(Severity.WARNING, code, key, pointer, message, help);
    }

    /** Complains of an entry that should be in this map. */
    void errorOfChild(String name, Code code, String message, String help) {
        Span at = scope.positions().nearest(pointer);
        scope.problems().error(code, at, Pointers.child(pointer, name), message, help);
    }

    /** Complains that something else stands here. */
    void wrongType(String expected, String found, String help) {
        error(Code.WRONG_TYPE, name() + " must be " + expected + ", not " + found, help);
    }

    /** What stands here, for people. */
    String noun() {
        if (node instanceof ScalarNode) {
            return Scalar.Kind.of(node.getTag()).noun();
        }
        return isMap() ? "a map" : "a list";
    }

    /** The single value that stands here; empty if it is a list or map, or a variable is missing, which is reported. */
    Optional<Scalar> scalar(String expected, String help) {
        if (!(node instanceof ScalarNode single)) {
            wrongType(expected, noun(), help);
            return Optional.empty();
        }
        try {
            return Optional.of(Scalar.of(single, scope.variables()));
        } catch (Unfit unfit) {
            error(unfit.code(), name() + " " + unfit.getMessage(), unfit.help());
            return Optional.empty();
        }
    }

    /** The items of a list; none if it is something else, which is reported. */
    List<Value> items(String expected, String help) {
        if (!(node instanceof SequenceNode list)) {
            wrongType(expected, noun(), help);
            return List.of();
        }
        List<Value> items = new ArrayList<>();
        for (Node item : list.getValue()) {
            items.add(of(scope, Pointers.child(pointer, items.size()), item, Span.of(item)));
        }
        return items;
    }

    /**
     * The entries of a map; none if it is something else, which is reported, as is every key that comes again.
     *
     * @param keyNoun what a key is called here
     * @param duplicate the code for a key that comes again
     */
    Map<String, Value> entries(String keyNoun, Code duplicate) {
        Map<String, Value> entries = new LinkedHashMap<>();
        if (!(node instanceof MappingNode map)) {
            wrongType("a map", noun(), "write one `key: value` on each line, indented by two spaces");
            return entries;
        }
        for (NodeTuple tuple : map.getValue()) {
            Span at = Span.of(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                scope.problems().error(Code.WRONG_TYPE, at, pointer, "a key must be text", "write `key: value`");
            } else if (entries.containsKey(name.getValue())) {
                reportAgain(keyNoun, duplicate, name.getValue(), at, entries.get(name.getValue()));
            } else {
                String child = Pointers.child(pointer, name.getValue());
                entries.put(name.getValue(), of(scope, child, tuple.getValueNode(), at));
            }
        }
        return entries;
    }

    private void reportAgain(String keyNoun, Code code, String name, Span at, Value first) {
        scope.problems()
                .error(
                        code,
                        at,
                        first.pointer,
                        keyNoun + " " + Words.quoted(name) + " is defined twice",
                        "first defined at line " + first.key.line());
    }
}
