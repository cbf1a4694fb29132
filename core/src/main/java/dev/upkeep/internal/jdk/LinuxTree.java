package dev.upkeep.internal.jdk;

import dev.upkeep.internal.linux.ProcFs;
import dev.upkeep.internal.linux.ProcStat;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * A tree found in {@code /proc}. To it belong the root, whatever is in the session that the root leads, whatever carries
 * the mark of the launch in its environment, whatever was seen to belong to it before, and all their descendants. What a
 * member starts after it left session, parents and environment all at once is out of reach.
 */
final class LinuxTree implements Tree {
    private static final long INIT = 1;

    private final ProcFs proc;
    private final long root;
    private final long rootStart;
    private final String mark;
    private final long self = ProcessHandle.current().pid();
    private Set<Member> known = Set.of(); // guarded by this

    /**
     * The tree under a process that was just launched.
     *
     * @param root its pid
     * @param mark the variable that everything in the tree inherits
     */
    LinuxTree(ProcFs proc, long root, String mark) {
        this.proc = proc;
        this.root = root;
        this.mark = mark;
        this.rootStart = proc.stat(root).map(ProcStat::start).orElse(0L);
    }

    @Override
    public synchronized List<Member> living() {
        Snapshot now = new Snapshot(proc.all());
        now.all.stream().filter(p -> p.pid() == root && isRoot(p)).forEach(now::claim);
        now.all.stream().filter(p -> known.contains(member(p))).forEach(now::claim);
        now.all.stream().filter(p -> isInSession(p, now)).forEach(now::claim);
        now.all.stream().filter(p -> !now.isClaimed(p) && isMarked(p)).forEach(now::claim);
        List<Member> found = now.claimed();
        known = new HashSet<>(found);
        return found;
    }

    @Override
    public boolean stillLives(Member member) {
        return proc.stat(member.pid())
                .filter(p -> p.start() == member.start() && p.isAlive())
                .isPresent();
    }

    @Override
    public Optional<Long> ownGroup() {
        return living().stream()
                .flatMap(member -> proc.stat(member.pid()).stream())
                .filter(p -> p.group() == root && p.session() == root)
                .findAny()
                .map(ProcStat::group);
    }

    @Override
    public List<String> proofs() {
        return Stream.concat(Stream.of("start=" + rootStart), proc.bootId().map(id -> "boot=" + id).stream())
                .toList();
    }

    private boolean isRoot(ProcStat process) {
        return process.start() == rootStart;
    }

    /** A session keeps the pid of its leader from being used again; once it is, the session was another's. */
    private boolean isInSession(ProcStat process, Snapshot now) {
        ProcStat leader = now.byPid.get(root);
        return process.session() == root && process.start() >= rootStart && (leader == null || isRoot(leader));
    }

    private boolean isMarked(ProcStat process) {
        return process.start() >= rootStart && process.isAlive() && proc.carries(process.pid(), mark);
    }

    private static Member member(ProcStat process) {
        return new Member(process.pid(), process.start());
    }

    /** One look at all processes, and which of them were found to belong to the tree. */
    private final class Snapshot {
        private final List<ProcStat> all;
        private final Map<Long, ProcStat> byPid = new HashMap<>();
        private final Map<Long, List<ProcStat>> byParent = new HashMap<>();
        private final Map<Long, ProcStat> claimed = new LinkedHashMap<>();

        private Snapshot(List<ProcStat> all) {
            this.all = all;
            for (ProcStat process : all) {
                byPid.put(process.pid(), process);
                byParent.computeIfAbsent(process.parent(), pid -> new ArrayList<>())
                        .add(process);
            }
        }

        private boolean isClaimed(ProcStat process) {
            return claimed.containsKey(process.pid());
        }

        /** Takes in a process with all its descendants. */
        private void claim(ProcStat first) {
            ArrayDeque<ProcStat> open = new ArrayDeque<>(List.of(first));
            while (!open.isEmpty()) {
                ProcStat next = open.remove();
                boolean ours = next.pid() != self && next.pid() != INIT;
                if (ours && claimed.putIfAbsent(next.pid(), next) == null) {
                    open.addAll(byParent.getOrDefault(next.pid(), List.of()));
                }
            }
        }

        private List<Member> claimed() {
            return claimed.values().stream()
                    .filter(ProcStat::isAlive)
                    .map(LinuxTree::member)
                    .toList();
        }
    }
}
