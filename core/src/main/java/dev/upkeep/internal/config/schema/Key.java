package dev.upkeep.internal.config.schema;

import dev.upkeep.internal.config.yaml.Value;
import java.util.Optional;
import java.util.function.BiConsumer;

/**
 * One key of a section.
 *
 * @param name as it is written
 * @param noun what its value is
 * @param required whether the section is wrong without it
 * @param byDefault what is so without it, for people
 * @param about what it means, for people
 * @param newSpelling what to write instead, if this is an older spelling
 * @param mayBeNothing whether a key without a value means the same as no key
 * @param inner the section that its value is, if it is one
 * @param shape what its value looks like, for editors
 * @param binding takes the value into the target
 */
public record Key<B>(
        String name,
        String noun,
        boolean required,
        String byDefault,
        String about,
        Optional<String> newSpelling,
        boolean mayBeNothing,
        Optional<Section<?>> inner,
        Shape shape,
        BiConsumer<Value, B> binding) {

    /** One that looks like its section, or like anything. */
    public Key(
            String name,
            String noun,
            boolean required,
            String byDefault,
            String about,
            Optional<String> newSpelling,
            boolean mayBeNothing,
            Optional<Section<?>> inner,
            BiConsumer<Value, B> binding) {
        this(
                name,
                noun,
                required,
                byDefault,
                about,
                newSpelling,
                mayBeNothing,
                inner,
                inner.map(Shape::section).orElse(Shape.ANY),
                binding);
    }

    /**
     * One that may be left out.
     *
     * @param type reads its value
     * @param byDefault what is so without it, for people
     * @param about what it means, for people
     * @param setter takes what was read into the target
     */
    public static <B, T> Key<B> of(String name, Type<T> type, String byDefault, String about, BiConsumer<B, T> setter) {
        return new Key<>(
                name,
                type.noun(),
                false,
                byDefault,
                about,
                Optional.empty(),
                type.mayBeNothing(),
                Optional.empty(),
                type.shape(),
                (value, target) -> type.read(value).ifPresent(read -> setter.accept(target, read)));
    }

    /** The same, but the section is wrong without it. */
    Key<B> asRequired() {
        return new Key<>(name, noun, true, byDefault, about, newSpelling, mayBeNothing, inner, shape, binding);
    }

    /** The same, but looks like this. */
    public Key<B> shaped(Shape other) {
        return new Key<>(name, noun, required, byDefault, about, newSpelling, mayBeNothing, inner, other, binding);
    }

    /** The same, but only for old files: a warning says what to write instead. */
    public Key<B> asOldSpellingOf(String newer) {
        return new Key<>(
                name, noun, required, byDefault, about, Optional.of(newer), mayBeNothing, inner, shape, binding);
    }
}
