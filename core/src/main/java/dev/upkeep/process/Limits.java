package dev.upkeep.process;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a process may take of the machine, and on whose behalf it runs. All but {@link #NONE} needs programs of the system
 * to be set ({@code prlimit}, {@code nice}, {@code setpriv}), which are looked for when it is launched.
 *
 * @param ulimits limits of resources; what is not named is inherited
 * @param nice from -20, which gets more of the processor than others, to 19, which gets less; empty to inherit it
 * @param umask the permissions that its files don't get, 0 to 0777; empty to inherit it
 * @param user whom it runs as; empty for the supervisor's own
 */
public record Limits(
        Map<Resource, Range> ulimits, Optional<Integer> nice, Optional<Integer> umask, Optional<User> user) {
    /** Everything is inherited: the default. */
    public static final Limits NONE = builder().build();

    private static final int MOST_UMASK = 0777;

    /** Copies the map. Refuses what is out of range, with {@link IllegalArgumentException}. */
    public Limits {
        Map<Resource, Range> copy = new EnumMap<>(Resource.class);
        copy.putAll(ulimits);
        ulimits = Collections.unmodifiableMap(copy);
        nice.filter(n -> n < -20 || n > 19).ifPresent(n -> {
            throw new IllegalArgumentException("nice: " + n + " (expected: -20 to 19)");
        });
        umask.filter(m -> m < 0 || m > MOST_UMASK).ifPresent(m -> {
            throw new IllegalArgumentException("umask: 0" + Integer.toOctalString(m) + " (expected: 0 to 0777)");
        });
    }

    /** What can be limited, as {@code prlimit(1)} and {@code getrlimit(2)} know it. */
    public enum Resource {
        /** Bytes of address space. */
        AS,
        /** Bytes of a core file. */
        CORE,
        /** Seconds of processor time. */
        CPU,
        /** Bytes of data. */
        DATA,
        /** Bytes of a file it writes; its output is none of them. */
        FSIZE,
        /** Locks of files. */
        LOCKS,
        /** Bytes locked into memory. */
        MEMLOCK,
        /** Bytes in message queues. */
        MSGQUEUE,
        /** Open files. */
        NOFILE,
        /** Processes and threads of its user, all together. */
        NPROC,
        /** Bytes in memory; today's Linux takes no notice. */
        RSS,
        /** The highest real-time priority. */
        RTPRIO,
        /** Microseconds of real-time processor time without a pause. */
        RTTIME,
        /** Signals that wait. */
        SIGPENDING,
        /** Bytes of a stack. */
        STACK;

        /**
         * How it is written.
         *
         * @return such as {@code nofile}
         */
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * A limit.
     *
     * @param soft what holds; the process may raise it up to the hard one
     * @param hard what nobody but root may raise
     */
    public record Range(long soft, long hard) {
        /** No limit. */
        public static final long UNLIMITED = Long.MAX_VALUE;

        /** Refuses a negative number and a soft limit above the hard one, with {@link IllegalArgumentException}. */
        public Range {
            if (soft < 0 || hard < soft) {
                throw new IllegalArgumentException(
                        "ulimits: soft " + soft + ", hard " + hard + " (expected: 0 <= soft <= hard)");
            }
        }
    }

    /**
     * Whom a process runs as.
     *
     * @param name of the user, or its number
     * @param group its first group, or the number of that; empty for the one that the system says
     */
    public record User(String name, Optional<String> group) {
        private static final String WORD = "[A-Za-z0-9_][A-Za-z0-9_.@-]{0,63}\\$?";
        private static final Pattern FORM = Pattern.compile("(" + WORD + ")(?::(" + WORD + "))?");

        /**
         * Reads {@code name} or {@code name:group}.
         *
         * @param text as written
         * @return empty if it has another form
         */
        public static Optional<User> parse(String text) {
            Matcher form = FORM.matcher(text);
            return form.matches()
                    ? Optional.of(new User(form.group(1), Optional.ofNullable(form.group(2))))
                    : Optional.empty();
        }
    }

    /**
     * None yet, to be added to.
     *
     * @return a new builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /** Collects {@link Limits}. Not thread-safe. */
    public static final class Builder {
        private final Map<Resource, Range> ulimits = new EnumMap<>(Resource.class);
        private Optional<Integer> nice = Optional.empty();
        private Optional<Integer> umask = Optional.empty();
        private Optional<User> user = Optional.empty();

        private Builder() {}

        /**
         * Limits a resource.
         *
         * @param resource which one
         * @param soft what holds
         * @param hard what it can be raised to
         * @return this
         */
        public Builder ulimit(Resource resource, long soft, long hard) {
            ulimits.put(resource, new Range(soft, hard));
            return this;
        }

        /**
         * Sets its niceness.
         *
         * @param value -20 to 19
         * @return this
         */
        public Builder nice(int value) {
            nice = Optional.of(value);
            return this;
        }

        /**
         * Sets what its files are not open to.
         *
         * @param value 0 to 0777
         * @return this
         */
        public Builder umask(int value) {
            umask = Optional.of(value);
            return this;
        }

        /**
         * Sets whom it runs as; the supervisor must be root for that.
         *
         * @param value {@code name}, {@code name:group}, or numbers in their places
         * @return this
         * @throws IllegalArgumentException if it has another form
         */
        public Builder user(String value) {
            user = Optional.of(User.parse(value)
                    .orElseThrow(
                            () -> new IllegalArgumentException("user: " + value + " (expected: name or name:group)")));
            return this;
        }

        /**
         * Makes the value.
         *
         * @return immutable limits
         * @throws IllegalArgumentException if one is out of range
         */
        public Limits build() {
            return new Limits(ulimits, nice, umask, user);
        }
    }
}
