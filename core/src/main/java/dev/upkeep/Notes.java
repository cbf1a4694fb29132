package dev.upkeep;

import dev.upkeep.internal.lifecycle.Life;
import dev.upkeep.process.Signal;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpec.StopPolicy;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * What a supervisor leaves to the next one with each launch, should it not live to stop it.
 *
 * @param restarts how many it had counted
 * @param fingerprint of the description that was launched; empty if that is not known
 * @param logFile where the lines went; empty if that is not known
 * @param rolledBack what it was launched instead of; empty if it is what the files said
 * @param stop how it was to be ended by signals; the default where that is not known
 * @param port that it was given; 0 if it was given none
 */
record Notes(
        int restarts,
        Optional<String> fingerprint,
        Optional<Path> logFile,
        Optional<RolledBack> rolledBack,
        StopPolicy stop,
        int port) {
    private static final String RESTARTS = "restarts";
    private static final String FINGERPRINT = "fingerprint";
    private static final String LOG_FILE = "logFile";
    private static final String REFUSED = "refused";
    private static final String REFUSED_WHY = "refusedWhy";
    private static final String STOP_SIGNAL = "stopSignal";
    private static final String PORT = "port";
    private static final String STOP_TIMEOUT = "stopTimeout"; // in milliseconds

    /**
     * A version of the files did not work, and an earlier one runs instead.
     *
     * @param refused fingerprint of the one that did not work
     * @param why for people: {@code the new version has failed: ...}
     */
    record RolledBack(String refused, String why) {}

    /**
     * What is noted of a launch.
     *
     * @param spec of the process
     * @param fingerprint of that
     * @param own the same for this instance
     */
    static Map<String, String> of(
            ProcessSpec spec,
            String fingerprint,
            ProcessSpec own,
            int port,
            Life life,
            Optional<RolledBack> rolledBack) {
        Map<String, String> notes = new LinkedHashMap<>(of(own));
        notes.put(PORT, Integer.toString(port));
        notes.put(RESTARTS, Integer.toString(life.restarts()));
        notes.put(FINGERPRINT, fingerprint);
        notes.put(STOP_SIGNAL, spec.stop().signal().name());
        notes.put(STOP_TIMEOUT, Long.toString(spec.stop().timeout().toMillis()));
        rolledBack.ifPresent(back -> {
            notes.put(REFUSED, back.refused());
            notes.put(REFUSED_WHY, back.why());
        });
        return notes;
    }

    /** What is noted of a command that is run beside a process. */
    static Map<String, String> of(ProcessSpec spec) {
        return Map.of(LOG_FILE, spec.logFile().toAbsolutePath().toString());
    }

    /** What can be read of notes; they may be those of another version, or damaged. */
    static Notes in(Map<String, String> notes) {
        return new Notes(
                restarts(notes.getOrDefault(RESTARTS, "")),
                Optional.ofNullable(notes.get(FINGERPRINT)),
                Optional.ofNullable(notes.get(LOG_FILE)).flatMap(Notes::path),
                Optional.ofNullable(notes.get(REFUSED))
                        .map(refused -> new RolledBack(refused, notes.getOrDefault(REFUSED_WHY, "nobody knows why"))),
                new StopPolicy(
                        signal(notes.getOrDefault(STOP_SIGNAL, "")), timeout(notes.getOrDefault(STOP_TIMEOUT, ""))),
                port(notes.getOrDefault(PORT, "")));
    }

    private static int restarts(String text) {
        return text.matches("[0-9]{1,9}") ? Integer.parseInt(text) : 0;
    }

    private static int port(String text) {
        int port = text.matches("[0-9]{1,5}") ? Integer.parseInt(text) : 0;
        return port <= 65535 ? port : 0;
    }

    private static Signal signal(String text) {
        return Arrays.stream(Signal.values())
                .filter(signal -> signal.name().equals(text))
                .findFirst()
                .orElse(StopPolicy.DEFAULT.signal());
    }

    private static Duration timeout(String text) {
        return text.matches("[0-9]{1,9}") ? Duration.ofMillis(Long.parseLong(text)) : StopPolicy.DEFAULT.timeout();
    }

    private static Optional<Path> path(String text) {
        try {
            return Optional.of(Path.of(text));
        } catch (InvalidPathException e) {
            return Optional.empty();
        }
    }
}
