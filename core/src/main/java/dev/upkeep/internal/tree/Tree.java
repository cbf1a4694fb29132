package dev.upkeep.internal.tree;

import dev.upkeep.process.Usage;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** All processes that one launch has led to. Thread-safe. */
public interface Tree {
    /**
     * Begins a look at what lives of it. Returns at once; getting what was found may take some milliseconds.
     *
     * @return what was found no earlier than now
     */
    Supplier<Living> look();

    /**
     * Begins a look at what it uses. Those who ask before any of them gets its answer share one look at the system.
     *
     * @return what was found; empty if nothing of it lives, or this system does not tell
     */
    default Supplier<Optional<Usage>> usage() {
        return Optional::empty;
    }

    /**
     * Looks for members one by one and tells of each at once, again and again for some time, until there is none. For
     * trees that grow faster than they are counted: what is told of has hardly had time to fork.
     *
     * @param found ends it
     */
    default void hunt(Consumer<Member> found) {
        look().get().members().forEach(found);
    }

    /**
     * Looks at one process again, for certainty right before it is sent a signal.
     *
     * @param member seen before
     * @return false if it has ended, even if its pid lives
     */
    boolean stillLives(Member member);

    /** The process that was launched; its start is 0 if it had ended before anybody could look. */
    Member root();

    /**
     * What proves later that a pid is still the root of this tree.
     *
     * @return {@code name=value} each
     */
    List<String> proofs();

    /** A tree of which nothing lives. */
    static Tree empty() {
        return new Tree() {
            @Override
            public Supplier<Living> look() {
                return () -> Living.NOTHING;
            }

            @Override
            public boolean stillLives(Member member) {
                return false;
            }

            @Override
            public Member root() {
                return new Member(0, 0);
            }

            @Override
            public List<String> proofs() {
                return List.of();
            }
        };
    }

    /**
     * What lives of a tree.
     *
     * @param members parents before their children
     * @param group the process group that some of them are in and nobody else, for a signal that nothing can outrun
     */
    record Living(List<Member> members, Optional<Long> group) {
        /** Nothing lives. */
        static final Living NOTHING = new Living(List.of(), Optional.empty());

        public boolean isEmpty() {
            return members.isEmpty();
        }
    }

    /**
     * A process that belongs to a tree. Pids are used again; together with its start it is the same process for good.
     *
     * @param pid as the operating system knows it
     * @param start when it began: clock ticks since boot on Linux, milliseconds since 1970 elsewhere
     */
    record Member(long pid, long start) {}
}
