package dev.upkeep.internal.config.yaml;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Problems;
import dev.upkeep.internal.config.problem.Words;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.Set;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Refuses tags that say something else of a value than what stands there: nobody would hear them. */
final class Tags {
    private final Set<Node> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Problems problems;

    private Tags(Problems problems) {
        this.problems = problems;
    }

    /** Looks at all values of a document, and leaves each with the tag that fits it. */
    static void check(Node root, Problems problems) {
        new Tags(problems).visit(root);
    }

    private void visit(Node node) {
        if (!seen.add(node)) {
            return;
        }
        if (node instanceof SequenceNode list) {
            require(node, Tag.SEQ);
            list.getValue().forEach(this::visit);
        } else if (node instanceof MappingNode map) {
            require(node, Tag.MAP);
            map.getValue().forEach(entry -> {
                visit(entry.getKeyNode());
                visit(entry.getValueNode());
            });
        } else if (node instanceof ScalarNode single && !fits(single)) {
            require(node, Scalar.natural(single));
        }
    }

    private static boolean fits(ScalarNode single) {
        Tag natural = Scalar.resolve(single.getValue());
        Tag tag = single.getTag();
        boolean isDecimal = tag.equals(Tag.FLOAT) && natural.equals(Tag.INT);
        boolean isKnownLater = Scalar.isCore(tag) && Variables.isIn(single.getValue());
        return tag.equals(Tag.STR) || tag.equals(natural) || isDecimal || isKnownLater;
    }

    private void require(Node node, Tag expected) {
        if (!node.getTag().equals(expected)) {
            problems.add(
                    Code.WRONG_TYPE,
                    Marks.of(node),
                    "",
                    "the tag " + Words.quoted(shown(node.getTag())) + " does not fit what it stands at",
                    "remove it: values need no tags here");
            node.setTag(expected);
        }
    }

    private static String shown(Tag tag) {
        String text = tag.getValue();
        return text.startsWith(Tag.PREFIX) ? "!!" + text.substring(Tag.PREFIX.length()) : text;
    }
}
