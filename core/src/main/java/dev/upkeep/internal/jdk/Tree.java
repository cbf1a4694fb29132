package dev.upkeep.internal.jdk;

import java.util.List;
import java.util.Optional;

/** All processes that one launch has led to. Thread-safe. */
interface Tree {
    /**
     * Looks for what lives of it.
     *
     * @return parents before their children; empty if nothing does
     */
    List<Member> living();

    /**
     * Looks at one process again, for certainty right before it is sent a signal.
     *
     * @param member seen before
     * @return false if it has ended, even if its pid lives
     */
    boolean stillLives(Member member);

    /**
     * The process group that holds only processes of this tree, for a signal that nothing in it can outrun.
     *
     * @return empty if there is none, or nothing in it lives
     */
    Optional<Long> ownGroup();

    /**
     * What proves later that a pid is still the root of this tree.
     *
     * @return {@code name=value} each
     */
    List<String> proofs();
}
