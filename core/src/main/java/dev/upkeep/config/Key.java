package dev.upkeep.config;

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
 * @param binding takes the value into the target
 */
record Key<B>(
        String name,
        String noun,
        boolean required,
        String byDefault,
        String about,
        Optional<String> newSpelling,
        boolean mayBeNothing,
        Optional<Section<?>> inner,
        BiConsumer<Value, B> binding) {

    static <B, T> Key<B> of(String name, Type<T> type, String byDefault, String about, BiConsumer<B, T> setter) {
        return new Key<>(
                name,
                type.noun(),
                false,
                byDefault,
                about,
                Optional.empty(),
                type.mayBeNothing(),
                Optional.empty(),
                (value, target) -> type.read(value).ifPresent(read -> setter.accept(target, read)));
    }

    Key<B> asRequired() {
        return new Key<>(name, noun, true, byDefault, about, newSpelling, mayBeNothing, inner, binding);
    }

    Key<B> asOldSpellingOf(String newer) {
        return new Key<>(name, noun, required, byDefault, about, Optional.of(newer), mayBeNothing, inner, binding);
    }
}
