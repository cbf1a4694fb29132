package dev.upkeep.process;

import java.nio.file.Path;
import java.util.HashMap;
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
 * @param required variables that must be set in the end, and not be empty, or it is not started
 * @param limits what it may take of the machine, and whom it runs as
 */
public record Command(
        String program,
        List<String> args,
        Optional<Path> cwd,
        Map<String, String> environment,
        Inherited inherited,
        List<String> required,
        Limits limits) {
    /** Copies the collections. */
    public Command {
        args = List.copyOf(args);
        environment = Map.copyOf(environment);
        required = List.copyOf(required);
    }

    /**
     * Without limits, and without variables that must be set.
     *
     * @param program a path, or a name that is looked up on {@code PATH}
     * @param args passed as they are
     * @param cwd the folder it starts in; empty for the supervisor's own
     * @param environment variables added to what it inherits
     * @param inherited what it inherits
     */
    public Command(
            String program,
            List<String> args,
            Optional<Path> cwd,
            Map<String, String> environment,
            Inherited inherited) {
        this(program, args, cwd, environment, inherited, List.of(), Limits.NONE);
    }

    /**
     * Another program in the same surroundings.
     *
     * @param words the program and its arguments
     * @param added variables added to its environment
     * @return a command with the same folder, environment and limits
     */
    public Command instead(List<String> words, Map<String, String> added) {
        Map<String, String> all = new HashMap<>(environment);
        all.putAll(added);
        return new Command(words.get(0), words.subList(1, words.size()), cwd, all, inherited, required, limits);
    }

    /**
     * The same for one instance: what it is told is added to its environment, and put in the place of variables there and
     * in the arguments.
     *
     * @param slot of the instance
     * @return a command with the same program and surroundings
     */
    public Command in(Slot slot) {
        Map<String, String> all = new HashMap<>();
        environment.forEach((name, value) -> all.put(name, slot.fill(value)));
        all.putAll(slot.variables());
        return new Command(program, args.stream().map(slot::fill).toList(), cwd, all, inherited, required, limits);
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
