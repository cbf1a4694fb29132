package dev.upkeep.config;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Function;

/**
 * The table of all keys that a map of the file may have. It is what the file is read by; a schema and a reference page
 * can be made from it.
 */
final class Section<B> {
    private static final String EXTENSION = "x-";

    private final Map<String, Key<B>> keys = new LinkedHashMap<>();
    private final Set<String> later = new TreeSet<>();
    private final Map<String, String> elsewhere = new LinkedHashMap<>();

    Section<B> key(Key<B> key) {
        keys.put(key.name(), key);
        return this;
    }

    <T> Section<B> key(String name, Type<T> type, String byDefault, String about, BiConsumer<B, T> setter) {
        return key(Key.of(name, type, byDefault, about, setter));
    }

    /** A key whose value is a section of its own. */
    <C> Section<B> section(String name, Section<C> inner, String about, Function<B, C> part) {
        return key(new Key<>(
                name,
                "a map",
                false,
                "",
                about,
                Optional.empty(),
                true,
                Optional.of(inner),
                (value, target) -> inner.bind(value, part.apply(target))));
    }

    /** Keys that are known but cannot be used in this version. */
    Section<B> notYet(String... names) {
        later.addAll(List.of(names));
        return this;
    }

    /** A key that belongs somewhere else, which the help then says. */
    Section<B> elsewhere(String name, String place) {
        elsewhere.put(name, place);
        return this;
    }

    Collection<Key<B>> keys() {
        return List.copyOf(keys.values());
    }

    Set<String> names() {
        return keys.keySet();
    }

    /** Takes all entries of a map into a target; what cannot be taken is reported and left as it is there. */
    void bind(Value value, B target) {
        Map<String, Value> entries = value.entries("key", Code.DUPLICATE_KEY);
        inOrder(entries).forEach(e -> bind(value, e.getKey(), e.getValue(), target));
        if (value.isMap()) {
            keys.values().stream()
                    .filter(k -> k.required() && !entries.containsKey(k.name()))
                    .forEach(k -> reportMissing(value, k));
        }
    }

    /** Older spellings first, so that the newer win. */
    private List<Map.Entry<String, Value>> inOrder(Map<String, Value> entries) {
        List<Map.Entry<String, Value>> ordered = new ArrayList<>(entries.entrySet());
        ordered.sort(Comparator.comparing(e -> !isOldSpelling(e.getKey())));
        return ordered;
    }

    private boolean isOldSpelling(String name) {
        return keys.containsKey(name) && keys.get(name).newSpelling().isPresent();
    }

    private void bind(Value section, String name, Value value, B target) {
        if (!keys.containsKey(name)) {
            reportUnknown(section, name, value);
            return;
        }
        Key<B> key = keys.get(name);
        key.newSpelling().ifPresent(newer -> warnOfOldSpelling(name, newer, value));
        if (!value.isNothing()) {
            key.binding().accept(value, target);
        } else if (!key.mayBeNothing()) {
            value.error(
                    Code.EMPTY_VALUE,
                    value.name() + " has no value",
                    key.required() ? "write " + key.noun() : "write " + key.noun() + ", or leave the key out");
        }
    }

    private static void warnOfOldSpelling(String name, String newer, Value value) {
        if (value.scope().problems().isFirst(name)) {
            value.scope()
                    .problems()
                    .add(
                            Diagnostic.Severity.WARNING,
                            Code.OLD_SPELLING,
                            value.key(),
                            value.pointer(),
                            Words.quoted(name) + " is an older spelling",
                            "write " + newer);
        }
    }

    private static void reportMissing(Value section, Key<?> key) {
        section.scope()
                .problems()
                .error(
                        Code.MISSING_KEY,
                        section.scope().positions().nearest(section.pointer()),
                        Pointers.child(section.pointer(), key.name()),
                        Words.quoted(key.name()) + " is missing in "
                                + section.scope().place(section.pointer()),
                        "add `" + key.name() + ": …`: " + key.about());
    }

    private void reportUnknown(Value section, String name, Value value) {
        if (name.startsWith(EXTENSION)) {
            return;
        }
        String where = section.scope().place(section.pointer());
        boolean notYet = later.contains(name);
        value.scope()
                .problems()
                .error(
                        notYet ? Code.NOT_YET : Code.UNKNOWN_KEY,
                        value.key(),
                        value.pointer(),
                        notYet
                                ? Words.quoted(name) + " is not supported yet by this version"
                                : "unknown key " + Words.quoted(name) + " in " + where,
                        notYet ? "remove it from " + where : helpFor(name));
    }

    private String helpFor(String name) {
        Optional<String> inner = keys.values().stream()
                .filter(k -> k.inner().map(s -> s.keys.containsKey(name)).orElse(false))
                .map(k -> "write it inside " + Words.quoted(k.name()))
                .findFirst();
        if (elsewhere.containsKey(name)) {
            return elsewhere.get(name);
        }
        return inner.or(() -> Words.nearest(name, known()).map(k -> "did you mean " + Words.quoted(k) + "?"))
                .orElse("known here: " + String.join(", ", known()) + "; your own keys may begin with `" + EXTENSION
                        + "`");
    }

    private List<String> known() {
        return keys.values().stream()
                .filter(k -> k.newSpelling().isEmpty())
                .map(Key::name)
                .toList();
    }
}
