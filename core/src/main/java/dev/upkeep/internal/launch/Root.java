package dev.upkeep.internal.launch;

import dev.upkeep.internal.linux.ProcFs;
import dev.upkeep.process.Exit;

/** The first process of a tree, as far as its end is concerned. Thread-safe. */
interface Root {
    /** Its pid, while it lives and after. */
    long pid();

    /** Whether it has not ended yet; quick, for it is asked often. */
    boolean isAlive();

    /** How it has ended; asked once it has. */
    Exit exit();

    /** Runs something soon after its end, unless whoever looks at it often is sooner. */
    void onEnd(Runnable task);

    /** A child of this JVM: the JDK tells of its end, through a pool that all share. */
    static Root child(Process process) {
        return new Root() {
            @Override
            public long pid() {
                return process.pid();
            }

            @Override
            public boolean isAlive() {
                return process.isAlive();
            }

            @Override
            public Exit exit() {
                return new Exit.Code(process.exitValue());
            }

            @Override
            public void onEnd(Runnable task) {
                process.onExit().thenRun(task);
            }
        };
    }

    /** Another's child: its end has to be looked for, and only its parent is told its code. */
    static Root adopted(ProcFs proc, long pid, long start) {
        return new Root() {
            @Override
            public long pid() {
                return pid;
            }

            @Override
            public boolean isAlive() {
                return proc.stat(pid)
                        .filter(found -> found.start() == start && found.isAlive())
                        .isPresent();
            }

            @Override
            public Exit exit() {
                return new Exit.Unknown();
            }

            @Override
            public void onEnd(Runnable task) {}
        };
    }

    /** One that has ended before anybody looked. */
    static Root ended(long pid) {
        return new Root() {
            @Override
            public long pid() {
                return pid;
            }

            @Override
            public boolean isAlive() {
                return false;
            }

            @Override
            public Exit exit() {
                return new Exit.Unknown();
            }

            @Override
            public void onEnd(Runnable task) {
                task.run();
            }
        };
    }
}
