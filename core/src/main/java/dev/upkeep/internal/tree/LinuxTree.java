package dev.upkeep.internal.tree;

import dev.upkeep.internal.linux.Census;
import dev.upkeep.internal.linux.Censuses;
import dev.upkeep.internal.linux.ProcFs;
import dev.upkeep.internal.linux.ProcStat;
import dev.upkeep.internal.linux.Since;
import dev.upkeep.process.Usage;
import java.util.ArrayDeque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * A tree found in {@code /proc}. To it belong the root, whatever is in the session that the root leads, whatever carries
 * the mark of the launch in its environment, whatever was seen to belong to it before, and all their descendants. What a
 * member starts after it left session, parents and environment all at once is out of reach.
 */
public final class LinuxTree implements Tree {
    private static final long NOBODY = 0;
    private static final long INIT = 1;
    private static final int SWEEPS = 50;

    /** The start of a root that had ended before anybody could look; no process of this system began then. */
    private static final long UNKNOWN = 0;

    private static final long SELF = ProcessHandle.current().pid();

    private final ProcFs proc;
    private final Censuses censuses;
    private final Remains remains;
    private final Member root;
    private final String mark;
    private final Optional<Since> since;
    private Set<Member> known = Set.of(); // guarded by this

    private LinuxTree(
            ProcFs proc, Censuses censuses, Remains remains, Member root, String mark, Optional<Since> since) {
        this.remains = remains;
        this.since = since;
        this.proc = proc;
        this.censuses = censuses;
        this.mark = mark;
        this.root = root;
    }

    private static Member begun(ProcFs proc, long pid) {
        return new Member(pid, proc.stat(pid).map(ProcStat::start).orElse(UNKNOWN));
    }

    /**
     * The tree under a process that was launched just now: nothing that is older needs to be looked at.
     *
     * @param root its pid
     * @param mark what everything in the tree inherits
     */
    public static LinuxTree ofLaunched(ProcFs proc, Censuses censuses, Remains remains, long root, String mark) {
        return new LinuxTree(proc, censuses, remains, begun(proc, root), mark, Optional.of(proc.since(root)));
    }

    /**
     * The tree under a process that an earlier supervisor has launched.
     *
     * @param root whether it lives or not; pid 0 if nothing that is in its session is known to be of its tree
     * @param mark what everything in the tree inherits
     */
    public static LinuxTree ofOrphan(ProcFs proc, Censuses censuses, Remains remains, Member root, String mark) {
        return new LinuxTree(proc, censuses, remains, root, mark, Optional.empty());
    }

    @Override
    public Supplier<Living> look() {
        Supplier<Census> census = since.map(censuses::ask).orElseGet(censuses::ask);
        return () -> isOver() ? Living.NOTHING : living(census.get());
    }

    /** Whether nothing lives, if that can be seen quickly. */
    private boolean isOver() {
        return root.start() != UNKNOWN
                && since.isPresent()
                && known().stream().noneMatch(this::stillLives)
                && remains.areNone(root, mark, since.get());
    }

    private synchronized Set<Member> known() {
        return known;
    }

    @Override
    public Supplier<Optional<Usage>> usage() {
        Supplier<Census> census = censuses.ask();
        return () -> Optional.of(alive(census.get()))
                .filter(alive -> !alive.isEmpty())
                .map(ProcStat::sum);
    }

    private Living living(Census census) {
        List<ProcStat> alive = alive(census);
        return new Living(alive.stream().map(LinuxTree::member).toList(), ownGroup(alive));
    }

    private synchronized List<ProcStat> alive(Census census) {
        Map<Long, ProcStat> claimed = new LinkedHashMap<>();
        Stream.concat(Stream.of(root), known.stream())
                .flatMap(member ->
                        census.find(member.pid()).filter(p -> member(p).equals(member)).stream())
                .forEach(p -> claim(p, census, claimed));
        session(census).forEach(p -> claim(p, census, claimed));
        census.marked(mark).forEach(p -> claim(p, census, claimed));
        List<ProcStat> alive =
                claimed.values().stream().filter(ProcStat::isAlive).toList();
        known = new HashSet<>(alive.stream().map(LinuxTree::member).toList());
        return alive;
    }

    /** A session keeps the pid of its leader from being used again; once it is, the session was another's. */
    private List<ProcStat> session(Census census) {
        if (root.pid() == NOBODY) {
            return List.of();
        }
        boolean reused = census.find(root.pid())
                .filter(leader -> leader.start() != root.start())
                .isPresent();
        return reused ? List.of() : census.session(root.pid());
    }

    /** Takes in a process with all its descendants. */
    private static void claim(ProcStat first, Census census, Map<Long, ProcStat> claimed) {
        ArrayDeque<ProcStat> open = new ArrayDeque<>(List.of(first));
        while (!open.isEmpty()) {
            ProcStat next = open.remove();
            boolean ours = next.pid() != SELF && next.pid() != INIT;
            if (ours && claimed.putIfAbsent(next.pid(), next) == null) {
                open.addAll(census.children(next.pid()));
            }
        }
    }

    private Optional<Long> ownGroup(List<ProcStat> alive) {
        return alive.stream()
                .filter(p -> p.group() != NOBODY && p.group() == root.pid() && p.session() == root.pid())
                .findAny()
                .map(ProcStat::group);
    }

    @Override
    public synchronized void hunt(Consumer<Member> found) {
        boolean reused = proc.stat(root.pid())
                .filter(leader -> leader.start() != root.start())
                .isPresent();
        Set<Member> prey = new HashSet<>(known);
        Set<Long> strangers = new HashSet<>(List.of(SELF, INIT));
        for (int sweep = 0; sweep < SWEEPS && sweep(prey, strangers, reused, found); sweep++) {}
        known = prey;
    }

    /** Whether there was any. */
    private boolean sweep(Set<Member> prey, Set<Long> strangers, boolean reused, Consumer<Member> found) {
        boolean any = false;
        for (long pid : proc.newestFirst()) {
            Optional<ProcStat> process =
                    strangers.contains(pid) ? Optional.empty() : proc.stat(pid).filter(ProcStat::isAlive);
            if (process.isPresent() && belongs(process.get(), prey, reused)) {
                any = true;
                prey.add(member(process.get()));
                found.accept(member(process.get()));
            } else {
                strangers.add(pid);
            }
        }
        return any;
    }

    private boolean belongs(ProcStat process, Set<Member> prey, boolean reused) {
        return process.session() == root.pid() && !reused
                || prey.contains(member(process))
                || censuses.mark(process.pid()).filter(mark::equals).isPresent()
                || proc.stat(process.parent())
                        .filter(p -> prey.contains(member(p)))
                        .isPresent();
    }

    @Override
    public boolean stillLives(Member member) {
        return proc.stat(member.pid())
                .filter(p -> member(p).equals(member) && p.isAlive())
                .isPresent();
    }

    @Override
    public Member root() {
        return root;
    }

    @Override
    public List<String> proofs() {
        return root.start() == UNKNOWN ? List.of() : proofs(proc, root.start());
    }

    /** Whether a pid is still the one that these proofs were written for. */
    public static boolean isProved(ProcFs proc, long pid, List<String> proofs) {
        return proc.bootId().isPresent()
                && proc.stat(pid)
                        .filter(ProcStat::isAlive)
                        .filter(p -> proofs.containsAll(proofs(proc, p.start())))
                        .isPresent();
    }

    private static List<String> proofs(ProcFs proc, long start) {
        return Stream.concat(Stream.of("start=" + start), proc.bootId().map(id -> "boot=" + id).stream())
                .toList();
    }

    private static Member member(ProcStat process) {
        return new Member(process.pid(), process.start());
    }
}
