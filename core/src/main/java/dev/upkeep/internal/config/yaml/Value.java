package dev.upkeep.internal.config.yaml;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Pointers;
import dev.upkeep.internal.config.problem.Span;
import dev.upkeep.internal.config.problem.Words;
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

/** Something in a document, and where it stands. */
public final class Value {
    private final Scope scope;
    private final String pointer;
    private final Node node;

    /** Where its key stands; where it stands itself if it has none. */
    private final Span key;

    private Value(Scope scope, String pointer, Node node, Span key) {
        this.scope = scope;
        this.pointer = pointer;
        this.node = node;
        this.key = key;
    }

    static Value of(Scope scope, String pointer, Node node, Span key) {
        Value value = new Value(scope, pointer, node, key);
        scope.positions().put(pointer, value.isSingle() && !value.isNothing() ? Marks.of(node) : key);
        return value;
    }

    /**
     * The same in another place, for a document that lacks its outermost keys.
     *
     * @param place a JSON pointer
     */
    public Value at(String place) {
        return of(scope, place, node, key);
    }

    /** The same, read with other variables. */
    public Value in(Scope other) {
        return new Value(other, pointer, node, key);
    }

    /** The first entry of this name, if this is a map that has one; nothing is reported. */
    public Optional<Value> child(String name) {
        if (!(node instanceof MappingNode map)) {
            return Optional.empty();
        }
        return map.getValue().stream()
                .filter(t ->
                        t.getKeyNode() instanceof ScalarNode k && k.getValue().equals(name))
                .map(t -> of(scope, Pointers.child(pointer, name), t.getValueNode(), Marks.of(t.getKeyNode())))
                .findFirst();
    }

    /** Of the file. */
    public Scope scope() {
        return scope;
    }

    /** To it; the outermost {@code processes} is always part of it. */
    public String pointer() {
        return pointer;
    }

    /** Where its key stands, or itself if it has none: from 1. */
    public int line() {
        return key.line();
    }

    /** Whether nothing stands here, or {@code null}. */
    public boolean isNothing() {
        return node.getTag().equals(Tag.NULL);
    }

    /** Whether it has neither items nor entries. */
    public boolean isSingle() {
        return node instanceof ScalarNode;
    }

    /** Whether it has items. */
    public boolean isList() {
        return node instanceof SequenceNode;
    }

    /** Whether it has entries. */
    public boolean isMap() {
        return node instanceof MappingNode;
    }

    /** Whether an alias may repeat it somewhere else. */
    public boolean isAnchored() {
        return node.getAnchor().isPresent();
    }

    /** Whether it is a map with this key. */
    public boolean has(String name) {
        return node instanceof MappingNode map
                && map.getValue().stream()
                        .anyMatch(t -> t.getKeyNode() instanceof ScalarNode k
                                && k.getValue().equals(name));
    }

    /** What people call it: its key or its number in a list. */
    public String name() {
        return pointer.isEmpty() ? scope.problems().file() : Pointers.name(pointer);
    }

    /** Complains of it. */
    public void report(Code code, String message, String help) {
        scope.report(code, pointer, message, help);
    }

    /** Complains of the key, not of what it is given. */
    public void reportAtKey(Code code, String message, String help) {
        scope.problems().add(code, key, pointer, message, help);
    }

    /** Complains of an entry that should be in this map. */
    public void reportOfChild(String name, Code code, String message, String help) {
        scope.problems().add(code, scope.nearest(pointer), Pointers.child(pointer, name), message, help);
    }

    /** Complains that something else stands here. */
    public void wrongType(String expected, String found, String help) {
        report(Code.WRONG_TYPE, name() + " must be " + expected + ", not " + found, help);
    }

    private String noun() {
        if (isSingle()) {
            return Scalar.Kind.of(node.getTag()).noun();
        }
        return isMap() ? "a map" : "a list";
    }

    /**
     * The single value that stands here.
     *
     * @param expected what is wanted, with its article
     * @param help what to write
     * @return empty if it is a list or map, or a variable is missing, which is reported
     */
    public Optional<Scalar> scalar(String expected, String help) {
        if (!(node instanceof ScalarNode single)) {
            wrongType(expected, noun(), help);
            return Optional.empty();
        }
        try {
            return Optional.of(Scalar.of(single, scope.variables()));
        } catch (Unfit unfit) {
            report(unfit.code(), name() + " " + unfit.getMessage(), unfit.help());
            return Optional.empty();
        }
    }

    /**
     * The items of a list.
     *
     * @param expected what is wanted, with its article
     * @param help what to write
     * @return none if it is something else, which is reported
     */
    public List<Value> items(String expected, String help) {
        if (!(node instanceof SequenceNode list)) {
            wrongType(expected, noun(), help);
            return List.of();
        }
        List<Value> items = new ArrayList<>();
        for (Node item : list.getValue()) {
            items.add(of(scope, Pointers.child(pointer, items.size()), item, Marks.of(item)));
        }
        return items;
    }

    /**
     * The entries of a map.
     *
     * @param keyNoun what a key is called here
     * @param duplicate the code for a key that comes again
     * @return in the order of the file; none if it is something else, which is reported, as is every key that comes again
     */
    public Map<String, Value> entries(String keyNoun, Code duplicate) {
        Map<String, Value> entries = new LinkedHashMap<>();
        if (!(node instanceof MappingNode map)) {
            wrongType("a map", noun(), "write one `key: value` on each line, indented by two spaces");
            return entries;
        }
        for (NodeTuple tuple : map.getValue()) {
            Span at = Marks.of(tuple.getKeyNode());
            if (!(tuple.getKeyNode() instanceof ScalarNode name)) {
                scope.problems().add(Code.WRONG_TYPE, at, pointer, "a key must be text", "write `key: value`");
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
                .add(
                        code,
                        at,
                        first.pointer,
                        keyNoun + " " + Words.quoted(name) + " is defined twice",
                        "first defined at line " + first.line());
    }
}
