package dev.upkeep.internal.config.schema;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Pointers;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.yaml.Value;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** What is said of keys that a section does not know: what was probably meant, or where it belongs. */
final class UnknownKeys {
    private final Section<?> section;
    private final Set<String> later = new TreeSet<>();
    private final Map<String, String> elsewhere = new HashMap<>();

    UnknownKeys(Section<?> section) {
        this.section = section;
    }

    /** These are known but cannot be used in this version. */
    void areLater(Set<String> names) {
        later.addAll(names);
    }

    /** This belongs somewhere else, which the help then says. */
    void isElsewhere(String name, String help) {
        elsewhere.put(name, help);
    }

    /** What was probably meant; empty also for a key that is known but not supported. */
    Optional<String> meant(String name) {
        return later.contains(name) ? Optional.empty() : Words.nearest(name, section.currentNames());
    }

    void report(Value value) {
        String name = Pointers.last(value.pointer());
        if (name.startsWith(Section.EXTENSION)) {
            return;
        }
        String where = value.scope().place(Pointers.parent(value.pointer()));
        if (later.contains(name)) {
            String message = Words.quoted(name) + " is not supported yet by this version";
            value.reportAtKey(Code.NOT_YET, message, "remove it from " + where);
        } else {
            String help = value.scope().problems().isFull() ? "" : help(name);
            value.reportAtKey(Code.UNKNOWN_KEY, "unknown key " + Words.quoted(name) + " in " + where, help);
        }
    }

    private String help(String name) {
        return Optional.ofNullable(elsewhere.get(name))
                .or(() -> section.sectionOf(name).map(key -> "write it inside " + Words.quoted(key)))
                .or(() -> meant(name).map(key -> "did you mean " + Words.quoted(key) + "?"))
                .orElseGet(() -> "known here: " + String.join(", ", section.currentNames())
                        + "; your own keys may begin with `" + Section.EXTENSION + "`");
    }
}
