package dev.upkeep.rest.internal.events;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What one can listen to. */
enum Topic {
    /** How processes are, and which there are. */
    PROCESS,
    /** That the files were read again. */
    CONFIG,
    /** Who has asked for what over this interface. */
    ACTION,
    /** What processes use; only for those who ask for it. */
    RESOURCES,
    /** That the supervisor stops. */
    SHUTDOWN;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<Topic> of(String word) {
        return Arrays.stream(values()).filter(t -> t.word().equals(word)).findFirst();
    }

    static String words() {
        return Arrays.stream(values()).map(Topic::word).collect(Collectors.joining(", "));
    }
}
