package dev.upkeep.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A program to run, with all that the operating system needs to know. No shell is involved.
 *
 * @param program a path, or a name that is looked up on {@code PATH}; relative paths with a {@code /} count from
 *     {@code cwd}
 * @param args passed as they are
 * @param cwd the folder it starts in; empty for the supervisor's own
 * @param environment variables added to what it inherits
 * @param inherited what it inherits
 */
public record Command(
        String program, List<String> args, Optional<Path> cwd, Map<String, String> environment, Inherited inherited) {
    /** Copies the collections. */
    public Command {
        args = List.copyOf(args);
        environment = Map.copyOf(environment);
    }

    /**
     * What a process gets of the supervisor's own environment. Variables that begin with {@code UPKEEP_} never pass.
     *
     * @param all true for everything
     * @param names if not all, these variables only
     */
    public record Inherited(boolean all, List<String> names) {
        /** Everything passes: the default. */
        public static final Inherited ALL = new Inherited(true, List.of());

        /** Nothing passes. */
        public static final Inherited NONE = new Inherited(false, List.of());

        /** Copies the list. */
        public Inherited {
            names = List.copyOf(names);
        }

        /**
         * Whether this variable passes.
         *
         * @param name of the variable
         * @return true if the process shall see it
         */
        public boolean passes(String name) {
            return !name.startsWith("UPKEEP_") && (all || names.contains(name));
        }
    }
}
