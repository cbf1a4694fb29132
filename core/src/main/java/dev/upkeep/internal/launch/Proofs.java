package dev.upkeep.internal.launch;

import dev.upkeep.internal.launch.LaunchRecord.Known;
import dev.upkeep.internal.linux.Census;
import dev.upkeep.internal.linux.ProcFs;
import dev.upkeep.internal.linux.ProcStat;
import dev.upkeep.internal.output.SpoolName;
import dev.upkeep.internal.tree.HandleTree;
import dev.upkeep.internal.tree.Tree.Member;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What proves that a process belongs to a launch, at one moment. A pid proves nothing, nor does a file that names one: the
 * process must have begun when the record says, in the same run of the machine, and carry the mark of the launch in its
 * environment, or, should it have overwritten that, print to the spool files of the launch. What is not proved is left
 * alone.
 */
final class Proofs {
    private static final Logger LOG = LoggerFactory.getLogger(Proofs.class);
    private static final Member NOBODY = new Member(0, 0);

    private final Shared shared;
    private final ProcFs proc;
    private @Nullable Census census;

    Proofs(Shared shared) {
        this.shared = shared;
        this.proc = shared.proc();
    }

    /**
     * What is known for sure.
     *
     * @param root of the tree; pid 0 if nothing proves any process to be in its session
     * @param alive whether the root lives
     */
    record Verdict(Member root, boolean alive) {}

    Verdict judge(SpoolName name, Known known, Path folder) {
        if (!shared.linux()) {
            return elsewhere(name, known);
        }
        List<ProcStat> marked = census().marked(name.launch());
        if (known.pid() == 0) {
            return byMark(marked);
        }
        if (!known.boot().equals(shared.boot())) {
            return new Verdict(NOBODY, false);
        }
        Member root = new Member(known.pid(), known.start());
        Optional<ProcStat> there = proc.stat(known.pid()).filter(p -> p.start() == known.start() && p.isAlive());
        if (there.isEmpty()) {
            boolean ownSession = Stream.concat(marked.stream(), census().session(root.pid()).stream())
                    .anyMatch(p -> p.session() == root.pid() && isOf(name, p.pid(), folder));
            return new Verdict(ownSession ? root : NOBODY, false);
        }
        boolean proved = isOf(name, known.pid(), folder);
        if (!proved) {
            LOG.warn("[{}] pid {} is not proved to be what was launched: it is left alone", name.id(), known.pid());
        }
        return new Verdict(proved ? root : NOBODY, proved);
    }

    /** The record was lost: the process that leads a session began it all. */
    private static Verdict byMark(List<ProcStat> marked) {
        return marked.stream()
                .min(Comparator.comparing((ProcStat p) -> p.session() != p.pid())
                        .thenComparing(ProcStat::start))
                .map(p -> new Verdict(new Member(p.pid(), p.start()), true))
                .orElse(new Verdict(NOBODY, false));
    }

    private boolean isOf(SpoolName name, long pid, Path folder) {
        Optional<String> mark = proc.variable(pid, ChildEnvironment.LAUNCH);
        return mark.isPresent() ? mark.get().equals(name.launch()) : printsTo(name, pid, folder);
    }

    private boolean printsTo(SpoolName name, long pid, Path folder) {
        Path real = real(folder);
        return isOpened(pid, 1, real.resolve(SpoolName.of(name.id(), name.launch(), "out")))
                || isOpened(pid, 2, real.resolve(SpoolName.of(name.id(), name.launch(), "err")));
    }

    /** The system tells of open files by their real names. */
    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            return folder;
        }
    }

    private boolean isOpened(long pid, int descriptor, Path file) {
        return proc.opened(pid, descriptor).filter(file::equals).isPresent();
    }

    /** Where environments cannot be read, nothing can be proved enough to be taken over. */
    private static Verdict elsewhere(SpoolName name, Known known) {
        if (HandleTree.isProved(known.pid(), List.of("start=" + known.start()))) {
            LOG.warn("[{}] pid {} may be of an earlier supervisor: it is left alone", name.id(), known.pid());
        }
        return new Verdict(NOBODY, false);
    }

    private Census census() {
        Census taken = census;
        if (taken == null) {
            taken = shared.censuses().ask().get();
            census = taken;
        }
        return taken;
    }
}
