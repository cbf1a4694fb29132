package dev.upkeep.internal.config.schema;

import dev.upkeep.internal.config.problem.Pointers;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.yaml.Scalar;
import dev.upkeep.internal.config.yaml.Unfit;
import dev.upkeep.internal.config.yaml.Value;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A type of single values.
 *
 * @param noun what it is, with its article
 * @param example how it is written
 * @param kinds what YAML may take it for
 * @param shape what it looks like, for editors
 * @param form makes the value out of the text
 */
public record SingleType<T>(String noun, String example, Set<Scalar.Kind> kinds, Shape shape, Form<T> form)
        implements Type<T> {
    private static final Set<String> YES_OR_NO = Set.of("yes", "no", "on", "off");

    /** Makes a value out of a text. */
    public interface Form<T> {
        /**
         * The value.
         *
         * @throws Unfit if the text says none
         */
        T of(String text) throws Unfit;
    }

    /**
     * With at least one kind.
     *
     * @param noun what it is, with its article
     * @param example how it is written
     * @param form makes the value out of the text
     */
    public static <T> SingleType<T> of(
            String noun, String example, Form<T> form, Scalar.Kind first, Scalar.Kind... others) {
        Set<Scalar.Kind> kinds = EnumSet.of(first, others);
        return new SingleType<>(noun, example, kinds, Shape.single(kinds), form);
    }

    /** The same, but looks like this. */
    SingleType<T> shaped(Shape other) {
        return new SingleType<>(noun, example, kinds, other, form);
    }

    @Override
    public Optional<T> read(Value value) {
        String help = "write " + noun + ", e.g. `" + written(value) + "`";
        return value.scalar(noun, help).flatMap(scalar -> read(value, scalar, help));
    }

    private String written(Value value) {
        String last = Pointers.last(value.pointer());
        return last.matches("\\d+") ? "- " + example : last + ": " + example;
    }

    private Optional<T> read(Value value, Scalar scalar, String help) {
        if (!scalar.isAnyOf(kinds)) {
            value.wrongType(noun, scalar.kind().noun(), betterHelp(scalar).orElse(help));
            return Optional.empty();
        }
        try {
            return Optional.of(form.of(scalar.text()));
        } catch (Unfit unfit) {
            value.report(unfit.code(), value.name() + " " + unfit.getMessage(), unfit.help());
            return Optional.empty();
        }
    }

    private Optional<String> betterHelp(Scalar scalar) {
        boolean wantsText = kinds.contains(Scalar.Kind.TEXT);
        if (wantsText && scalar.kind() != Scalar.Kind.NOTHING) {
            return Optional.of("put it in quotes: `\"" + Words.printable(scalar.text()) + "\"`");
        }
        String word = scalar.text().toLowerCase(Locale.ROOT);
        return kinds.contains(Scalar.Kind.BOOLEAN) && YES_OR_NO.contains(word)
                ? Optional.of("write `" + (word.equals("yes") || word.equals("on")) + "`")
                : Optional.empty();
    }
}
