package dev.upkeep.internal.tree;

import java.time.Instant;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A tree as the JDK sees it, for systems without {@code /proc}: the root, its descendants, and the descendants of what
 * was seen before. What lost its parent unseen is out of reach.
 */
public final class HandleTree implements Tree {
    private static final long UNKNOWN = 0;

    private final Member root;
    private Set<Member> known = Set.of(); // guarded by this

    public HandleTree(ProcessHandle root) {
        this.root = member(root);
    }

    @Override
    public Supplier<Living> look() {
        return this::living;
    }

    private synchronized Living living() {
        Set<Member> found = new LinkedHashSet<>();
        Stream.concat(Stream.of(root), known.stream())
                .flatMap(member -> handle(member).stream())
                .flatMap(handle -> Stream.concat(Stream.of(handle), handle.descendants()))
                .filter(ProcessHandle::isAlive)
                .map(HandleTree::member)
                .forEach(found::add);
        known = found;
        return new Living(List.copyOf(found), Optional.empty());
    }

    @Override
    public boolean stillLives(Member member) {
        return handle(member).filter(ProcessHandle::isAlive).isPresent();
    }

    @Override
    public Member root() {
        return root;
    }

    @Override
    public List<String> proofs() {
        return root.start() == UNKNOWN ? List.of() : List.of("start=" + root.start());
    }

    /** Whether a pid is still the one that these proofs were written for. */
    public static boolean isProved(long pid, List<String> proofs) {
        return ProcessHandle.of(pid)
                .filter(ProcessHandle::isAlive)
                .map(HandleTree::member)
                .filter(member -> member.start() != UNKNOWN && proofs.contains("start=" + member.start()))
                .isPresent();
    }

    private static Optional<ProcessHandle> handle(Member member) {
        return ProcessHandle.of(member.pid()).filter(handle -> member(handle).equals(member));
    }

    private static Member member(ProcessHandle handle) {
        return new Member(
                handle.pid(),
                handle.info().startInstant().map(Instant::toEpochMilli).orElse(UNKNOWN));
    }
}
