package dev.upkeep.internal.config.schema;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Pointers;
import dev.upkeep.internal.config.problem.Problems;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.yaml.Value;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The table of all keys that a map of the file may have. It is what the file is read by; a schema and a reference page
 * can be made from it.
 */
public final class Section<B> {
    /** How the user's own keys begin, which are not looked at. */
    public static final String EXTENSION = "x-";

    private final Map<String, Key<B>> keys = new LinkedHashMap<>();
    private final UnknownKeys unknown = new UnknownKeys(this);

    /** A key of any form. */
    public Section<B> key(Key<B> key) {
        keys.put(key.name(), key);
        return this;
    }

    /** A key with a value of a type. */
    public <T> Section<B> key(String name, Type<T> type, String byDefault, String about, BiConsumer<B, T> setter) {
        return key(Key.of(name, type, byDefault, about, setter));
    }

    /** A key that must be there. */
    public <T> Section<B> required(String name, Type<T> type, String about, BiConsumer<B, T> setter) {
        return key(Key.of(name, type, "", about, setter).asRequired());
    }

    /** A key whose value is a section of its own. */
    public <C> Section<B> section(String name, Section<C> inner, String about, Function<B, C> part) {
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
    public Section<B> notYet(String... names) {
        unknown.areLater(Set.of(names));
        return this;
    }

    /** A key that belongs somewhere else, which the help then says. */
    public Section<B> elsewhere(String name, String help) {
        unknown.isElsewhere(name, help);
        return this;
    }

    Collection<Key<B>> keys() {
        return List.copyOf(keys.values());
    }

    /** Of all its keys. */
    public Set<String> names() {
        return keys.keySet();
    }

    /** Without older spellings. */
    List<String> currentNames() {
        return keys.values().stream()
                .filter(k -> k.newSpelling().isEmpty())
                .map(Key::name)
                .toList();
    }

    /** The key of the inner section that knows a name. */
    Optional<String> sectionOf(String name) {
        return keys.values().stream()
                .filter(k -> k.inner().filter(s -> s.names().contains(name)).isPresent())
                .map(Key::name)
                .findFirst();
    }

    /** Takes all entries of a map into a target; what cannot be taken is reported and left as it is there. */
    public void bind(Value value, B target) {
        Map<String, Value> entries = value.entries("key", Code.DUPLICATE_KEY);
        inOrder(entries).forEach(entry -> bindOne(entry, target));
        Set<String> meant = meant(entries);
        keys.values().stream()
                .filter(k -> k.required() && !entries.containsKey(k.name()))
                .forEach(k -> reportMissing(value, k, !value.isMap() || meant.contains(k.name())));
    }

    /** Older spellings first, so that the newer win. */
    private List<Value> inOrder(Map<String, Value> entries) {
        List<Value> ordered = new ArrayList<>(entries.values());
        ordered.sort(Comparator.comparing(e -> !isOldSpelling(Pointers.last(e.pointer()))));
        return ordered;
    }

    private boolean isOldSpelling(String name) {
        return keys.containsKey(name) && keys.get(name).newSpelling().isPresent();
    }

    /** The keys that unknown ones were probably meant to be, which need not be missed aloud. */
    private Set<String> meant(Map<String, Value> entries) {
        return entries.keySet().stream()
                .filter(name -> !keys.containsKey(name))
                .limit(keys.size())
                .flatMap(name -> unknown.meant(name).stream())
                .collect(Collectors.toSet());
    }

    private void bindOne(Value value, B target) {
        String name = Pointers.last(value.pointer());
        if (!keys.containsKey(name)) {
            unknown.report(value);
            return;
        }
        Key<B> key = keys.get(name);
        if (!value.isNothing()) {
            key.binding().accept(value, target);
        } else if (!key.mayBeNothing()) {
            String help = key.required() ? "write " + key.noun() : "write " + key.noun() + ", or leave the key out";
            value.report(Code.EMPTY_VALUE, value.name() + " has no value", help);
        }
        key.newSpelling().ifPresent(newer -> warnOfOldSpelling(value, newer));
    }

    private static void warnOfOldSpelling(Value value, String newer) {
        Problems problems = value.scope().problems();
        if (!problems.isWrong(value.pointer()) && problems.isFirst(Pointers.last(value.pointer()))) {
            value.reportAtKey(Code.OLD_SPELLING, value.name() + " is an older spelling", "write " + newer);
        }
    }

    private static void reportMissing(Value section, Key<?> key, boolean silently) {
        if (silently) {
            section.scope().problems().markWrong(Pointers.child(section.pointer(), key.name()));
            return;
        }
        section.reportOfChild(
                key.name(),
                Code.MISSING_KEY,
                Words.quoted(key.name()) + " is missing in " + section.scope().place(section.pointer()),
                "add `" + key.name() + ": …`: " + key.about());
    }
}
