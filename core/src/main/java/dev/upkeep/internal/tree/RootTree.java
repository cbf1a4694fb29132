package dev.upkeep.internal.tree;

import dev.upkeep.process.Usage;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Of a tree only its root: what the root has started is not looked for. Thread-safe. */
public final class RootTree implements Tree {
    private final Tree whole;

    /**
     * The root of a tree.
     *
     * @param whole knows whether the root still lives
     */
    public RootTree(Tree whole) {
        this.whole = whole;
    }

    @Override
    public Supplier<Living> look() {
        return () ->
                whole.stillLives(whole.root()) ? new Living(List.of(whole.root()), Optional.empty()) : Living.NOTHING;
    }

    /** Of the whole tree: what the root has started is no less a burden for not ending with it. */
    @Override
    public Supplier<Optional<Usage>> usage() {
        return whole.usage();
    }

    @Override
    public boolean stillLives(Member member) {
        return whole.stillLives(member);
    }

    @Override
    public Member root() {
        return whole.root();
    }

    @Override
    public List<String> proofs() {
        return whole.proofs();
    }
}
