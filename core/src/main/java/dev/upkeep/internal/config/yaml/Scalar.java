package dev.upkeep.internal.config.yaml;

import java.util.Set;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/**
 * A single value of a document, with its variables replaced.
 *
 * @param text as it is written, without quotes
 * @param kind what YAML takes it for
 * @param isText whether it may be taken for text all the same: what comes from a variable has no quotes of its own
 */
public record Scalar(String text, Kind kind, boolean isText) {
    private static final ScalarResolver RESOLVER = new CoreScalarResolver(true);

    /** What YAML takes a value for, with the word that people use for it. */
    public enum Kind {
        /** Text, also if it looks like something else but is in quotes. */
        TEXT("text"),
        /** Digits, maybe with a sign. */
        WHOLE("a whole number"),
        /** A number with a point or an exponent. */
        DECIMAL("a decimal number"),
        /** {@code true} or {@code false}. */
        BOOLEAN("a boolean"),
        /** {@code null}, or no value at all. */
        NOTHING("nothing");

        private final String noun;

        Kind(String noun) {
            this.noun = noun;
        }

        /** What people call it, with its article. */
        public String noun() {
            return noun;
        }

        static Kind of(Tag tag) {
            if (tag.equals(Tag.INT)) {
                return WHOLE;
            }
            if (tag.equals(Tag.FLOAT)) {
                return DECIMAL;
            }
            if (tag.equals(Tag.BOOL)) {
                return BOOLEAN;
            }
            return tag.equals(Tag.NULL) ? NOTHING : TEXT;
        }
    }

    /** What a variable brings makes it a number or a boolean, in quotes too if nothing else stands there. */
    static Scalar of(ScalarNode node, Variables variables) throws Unfit {
        String text = variables.replace(node.getValue());
        boolean replaced = Variables.isIn(node.getValue()) && (node.isPlain() || Variables.isAll(node.getValue()));
        Kind kind = Kind.of(replaced ? resolve(text) : node.getTag());
        boolean isEmpty = kind == Kind.NOTHING && !node.isPlain();
        return new Scalar(text, isEmpty ? Kind.TEXT : kind, replaced && kind != Kind.NOTHING || kind == Kind.TEXT);
    }

    /** Whether it may be taken for one of these. */
    public boolean isAnyOf(Set<Kind> kinds) {
        return kinds.contains(kind) || isText && kinds.contains(Kind.TEXT);
    }

    /** What an unquoted text is. */
    static Tag resolve(String text) {
        return RESOLVER.resolve(text, true);
    }

    /** What a value is without the tag that is written before it. */
    static Tag natural(ScalarNode node) {
        return node.isPlain() ? resolve(node.getValue()) : Tag.STR;
    }

    /** Whether YAML itself knows a tag for single values. */
    static boolean isCore(Tag tag) {
        return Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL).contains(tag);
    }
}
