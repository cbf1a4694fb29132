package dev.upkeep.internal.output;

import dev.upkeep.process.ProcessId;
import java.nio.file.Path;
import java.util.Optional;

/**
 * The name of a file that belongs to one launch: {@code ID~LAUNCH.KIND}. The separator is in no id.
 *
 * @param id of the process
 * @param launch which launch
 */
public record SpoolName(ProcessId id, String launch) {
    private static final String SEPARATOR = "~";

    public static String of(ProcessId id, String launch, String kind) {
        return id + SEPARATOR + launch + "." + kind;
    }

    /** What a file belongs to; empty if its name says nothing of the kind. */
    public static Optional<SpoolName> parse(Path file) {
        String[] words = file.getFileName().toString().split(SEPARATOR, 2);
        int dot = words.length < 2 ? -1 : words[1].lastIndexOf('.');
        return dot > 0 && ProcessId.isValid(words[0])
                ? Optional.of(new SpoolName(new ProcessId(words[0]), words[1].substring(0, dot)))
                : Optional.empty();
    }
}
