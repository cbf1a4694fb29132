package dev.upkeep.internal.launch;

import dev.upkeep.internal.linux.Censuses;
import dev.upkeep.internal.linux.ProcFs;
import dev.upkeep.internal.output.SpoolSpace;
import dev.upkeep.internal.output.Tailer;
import dev.upkeep.internal.tree.HandleTree;
import dev.upkeep.internal.tree.LinuxTree;
import dev.upkeep.internal.tree.Remains;
import dev.upkeep.internal.tree.RootTree;
import dev.upkeep.internal.tree.Signals;
import dev.upkeep.internal.tree.Tree;
import dev.upkeep.internal.tree.Tree.Member;
import dev.upkeep.process.KillMode;
import dev.upkeep.spi.Timers;
import java.util.concurrent.Executor;

/**
 * What all processes of one launcher share.
 *
 * @param executor for short work that may block some milliseconds
 * @param timers for looking again
 * @param signals sends them
 * @param tailer reads what they print
 * @param linux whether this system has {@code /proc}
 * @param proc what Linux tells of them
 * @param censuses looks at all of them at once
 * @param remains sees quickly what is left of a tree
 * @param swift does at once what follows the end of a process
 */
record Shared(
        Executor executor,
        Timers timers,
        Signals signals,
        Tailer tailer,
        boolean linux,
        ProcFs proc,
        Censuses censuses,
        Remains remains,
        Swift swift) {
    static Shared of(Executor executor, Timers timers, SpoolSpace space) {
        ProcFs proc = new ProcFs();
        Censuses censuses = new Censuses(proc, ChildEnvironment.LAUNCH);
        return new Shared(
                executor,
                timers,
                new Signals(executor, timers),
                new Tailer(space),
                proc.isPresent(),
                proc,
                censuses,
                new Remains(proc, censuses),
                new Swift());
    }

    /** Which run of the machine this is; empty if nobody says. */
    String boot() {
        return proc.bootId().orElse("");
    }

    /** Whether the process that a pid file names is proved to live. */
    boolean lives(PidFile.Noted noted) {
        return linux
                ? LinuxTree.isProved(proc, noted.pid(), noted.proofs())
                : HandleTree.isProved(noted.pid(), noted.proofs());
    }

    /** The tree under a process that an earlier supervisor has launched. */
    Tree tree(Member root, String launch, KillMode mode) {
        return linux ? ending(LinuxTree.ofOrphan(proc, censuses, remains, root, launch), mode) : Tree.empty();
    }

    /** The tree under a process just launched, by the best means of this system. */
    Tree tree(Process process, String launch) {
        return linux
                ? LinuxTree.ofLaunched(proc, censuses, remains, process.pid(), launch)
                : new HandleTree(process.toHandle());
    }

    /** What of that tree is to end with it. */
    Tree tree(Process process, String launch, KillMode mode) {
        return ending(tree(process, launch), mode);
    }

    private static Tree ending(Tree whole, KillMode mode) {
        return switch (mode) {
            case TREE -> whole;
            case PROCESS -> new RootTree(whole);
        };
    }
}
