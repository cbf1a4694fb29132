package dev.upkeep.internal.config.keys;

import dev.upkeep.internal.config.problem.Code;
import dev.upkeep.internal.config.problem.Pointers;
import dev.upkeep.internal.config.problem.Words;
import dev.upkeep.internal.config.yaml.Value;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** What a check may be, with the keys that only it has; the first of them alone tells that it is meant. */
enum ProbeKind {
    HTTP("url", "path", "expectedStatus", "headers"),
    TCP("address"),
    EXEC("command", "args"),
    LOG("pattern");

    static final String TYPE = "type";

    private final List<String> keys;

    ProbeKind(String... keys) {
        this.keys = List.of(keys);
    }

    /** As it is written. */
    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Complains of keys that do not go together, and of such as are missing. */
    static ProbeKind of(Value check, Optional<ProbeKind> said) {
        ProbeKind kind = said.or(() -> meant(check)).orElse(HTTP);
        Arrays.stream(values())
                .filter(other -> other != kind)
                .flatMap(other -> other.keys.stream().filter(check::has).map(key -> new Stray(other, key)))
                .forEach(stray -> stray.report(check, kind, said.isPresent()));
        if (kind == EXEC || kind == LOG) {
            kind.requireFirst(check);
        }
        return kind;
    }

    /** The one whose key stands first. */
    private static Optional<ProbeKind> meant(Value check) {
        return Arrays.stream(values())
                .filter(kind -> kind.keys.stream().anyMatch(check::has))
                .findFirst();
    }

    private void requireFirst(Value check) {
        String key = keys.get(0);
        boolean isWrong = check.scope().problems().isWrong(Pointers.child(check.pointer(), TYPE));
        if (!check.has(key) && !isWrong) {
            String reason = check.has(TYPE) ? "" : ", which `" + keys.get(keys.size() - 1) + "` needs";
            check.reportOfChild(
                    key,
                    Code.MISSING_KEY,
                    Words.quoted(key) + " is missing in " + check.scope().place(check.pointer()) + reason,
                    this == EXEC
                            ? "add `command: …`: the program whose exit code 0 passes"
                            : "add `pattern: …`: a regular expression for the line that tells it is ready");
        }
    }

    /** A key that belongs to another kind. */
    private record Stray(ProbeKind owner, String key) {
        void report(Value check, ProbeKind kind, boolean said) {
            String message = Words.quoted(key) + " is a key of `type: " + owner.word() + "`, and " + check.name()
                    + " is of `type: " + kind.word() + "`" + (said ? "" : ", since it has " + kind.first(check));
            String at = Pointers.child(check.pointer(), key);
            check.scope()
                    .problems()
                    .add(
                            Code.INVALID_VALUE,
                            check.scope().nearest(at),
                            at,
                            message,
                            "write `type: " + owner.word() + "`, or remove " + Words.quoted(key));
        }
    }

    private String first(Value check) {
        return keys.stream().filter(check::has).findFirst().map(Words::quoted).orElse("none");
    }

    /** All of them, as a choice. */
    static List<String> words() {
        return Stream.of(values()).map(ProbeKind::word).toList();
    }
}
