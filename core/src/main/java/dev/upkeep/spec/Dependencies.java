package dev.upkeep.spec;

import dev.upkeep.process.ProcessId;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Which other processes a process needs before it is launched. They are stopped after it.
 *
 * @param on how far each of them must have come; default none
 * @param restart whether it is restarted when one of them was launched again; default false
 */
public record Dependencies(Map<ProcessId, Condition> on, boolean restart) {
    /** How far a process must have come. One that has ended well has come as far as can be asked of it. */
    public enum Condition {
        /** It was launched. */
        STARTED,
        /** It may be sent traffic: its probe has passed, the port of its route is open, or it has neither and runs. The default. */
        READY,
        /** It has ended, and its policy calls that a good end. */
        COMPLETED;

        /**
         * The word that the files use.
         *
         * @return the name in lower case, such as {@code ready}
         */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** On nobody. */
    public static final Dependencies NONE = new Dependencies(Map.of(), false);

    /** Copies the map and keeps its order. */
    public Dependencies {
        on = Collections.unmodifiableMap(new LinkedHashMap<>(on));
    }

    /**
     * On processes that must be ready.
     *
     * @param ids of the processes
     * @return dependencies
     * @throws IllegalArgumentException if one of them is no id
     */
    public static Dependencies on(String... ids) {
        return Arrays.stream(ids).reduce(NONE, (all, id) -> all.and(id, Condition.READY), (one, other) -> other);
    }

    /**
     * The same, and one more.
     *
     * @param id of the process
     * @param condition how far it must have come
     * @return a copy
     * @throws IllegalArgumentException if it is no id
     */
    public Dependencies and(String id, Condition condition) {
        Map<ProcessId, Condition> more = new LinkedHashMap<>(on);
        more.put(new ProcessId(id), condition);
        return new Dependencies(more, restart);
    }

    /**
     * The same, but with a restart whenever one of them was launched again.
     *
     * @return a copy
     */
    public Dependencies restarting() {
        return new Dependencies(on, true);
    }
}
