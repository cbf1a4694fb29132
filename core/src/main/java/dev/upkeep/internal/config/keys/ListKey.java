package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.schema.Key;
import dev.upkeep.internal.config.schema.Section;
import dev.upkeep.internal.config.schema.Shape;
import dev.upkeep.internal.config.yaml.Value;
import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.function.Supplier;

/** Keys whose value is a list of maps. */
final class ListKey {
    private ListKey() {}

    /** A list whose items are sections. */
    static <A, B> Key<A> of(
            String name, String about, Section<B> section, Function<A, List<B>> list, Supplier<B> draft) {
        return of(name, about, section::bind, list, draft).shaped(Shape.list(Shape.section(section)));
    }

    /**
     * A list whose items are read in a way of their own.
     *
     * @param list takes the draft of each item
     */
    static <A, B> Key<A> of(
            String name, String about, BiConsumer<Value, B> bind, Function<A, List<B>> list, Supplier<B> draft) {
        return new Key<>(
                name,
                "a list",
                false,
                "[]",
                about,
                Optional.empty(),
                true,
                Optional.empty(),
                (value, target) -> value.items("a list", "write one `- key: value` for each, indented by two spaces")
                        .forEach(item -> {
                            B next = draft.get();
                            list.apply(target).add(next);
                            bind.accept(item, next);
                        }));
    }
}
