package dev.upkeep.internal.config.yaml;

import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;
import org.snakeyaml.engine.v2.resolver.CoreScalarResolver;
import org.snakeyaml.engine.v2.resolver.ScalarResolver;

/**
 * A single value of a document, with its variables replaced.
 *
 * @param text as it is written, without quotes
 * @param kind what YAML takes it for
 */
public record Scalar(String text, Kind kind) {
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
        NOTHING("nothing"),
        /** Something with a tag that means nothing here. */
        TAGGED("a value with a tag");

        private final String noun;

        Kind(String noun) {
            this.noun = noun;
        }

        /** What people call it, with its article. */
        public String noun() {
            return noun;
        }

        static Kind of(Tag tag) {
            if (tag.equals(Tag.STR)) {
                return TEXT;
            }
            if (tag.equals(Tag.INT)) {
                return WHOLE;
            }
            if (tag.equals(Tag.FLOAT)) {
                return DECIMAL;
            }
            if (tag.equals(Tag.BOOL)) {
                return BOOLEAN;
            }
            return tag.equals(Tag.NULL) ? NOTHING : TAGGED;
        }
    }

    /** What a variable brings into an unquoted value may make it a number or a boolean. */
    static Scalar of(ScalarNode node, Variables variables) throws Unfit {
        String text = variables.replace(node.getValue());
        boolean replaced = node.isPlain() && !text.equals(node.getValue());
        return new Scalar(text, Kind.of(replaced ? RESOLVER.resolve(text, true) : node.getTag()));
    }
}
