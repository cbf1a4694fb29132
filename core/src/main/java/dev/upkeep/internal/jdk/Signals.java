package dev.upkeep.internal.jdk;

import dev.upkeep.process.Signal;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends signals to the members of a tree, each proved to be the same process right before. {@link Process#destroy()} is
 * never used: it closes the streams as well.
 */
final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
    private static final int KILL_ROUNDS = 40;
    private static final long SHORTEST_PAUSE = TimeUnit.MICROSECONDS.toNanos(500);
    private static final long LONGEST_PAUSE = TimeUnit.MILLISECONDS.toNanos(10);
    private static final long KILL_COMMAND_SECONDS = 5;

    private Signals() {}

    /**
     * Sends a signal to all that lives. What is forked meanwhile does not get it, but for SIGKILL, which goes round until
     * nothing is left, or it proves hopeless.
     */
    static void send(Signal signal, Tree tree) {
        switch (signal) {
            case SIGKILL -> killAll(tree);
            case SIGTERM -> tree.living().forEach(member -> handle(member, tree).ifPresent(ProcessHandle::destroy));
            case SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2 -> byCommand(signal, proved(tree));
        }
    }

    private static void killAll(Tree tree) {
        long pause = SHORTEST_PAUSE;
        for (int round = 0; round < KILL_ROUNDS; round++) {
            List<Member> living = tree.living();
            if (living.isEmpty()) {
                return;
            }
            living.forEach(member -> handle(member, tree).ifPresent(ProcessHandle::destroyForcibly));
            LockSupport.parkNanos(pause);
            pause = Math.min(2 * pause, LONGEST_PAUSE);
            if (round > 0) {
                tree.ownGroup().ifPresent(group -> byCommand(Signal.SIGKILL, List.of(-group)));
            }
        }
        LOG.warn("Still alive after SIGKILL: {}", tree.living());
    }

    /** The handle knows when its process began and checks it again; the proof before ties it to the member. */
    private static Optional<ProcessHandle> handle(Member member, Tree tree) {
        return ProcessHandle.of(member.pid()).filter(handle -> tree.stillLives(member));
    }

    private static List<Long> proved(Tree tree) {
        return tree.living().stream().filter(tree::stillLives).map(Member::pid).toList();
    }

    /** The JDK has only two signals; the others, and whole groups (as negative numbers), are left to the shell. */
    private static void byCommand(Signal signal, List<Long> pids) {
        if (pids.isEmpty()) {
            return;
        }
        List<String> command = new ArrayList<>(List.of("/bin/sh", "-c", "kill -s \"$@\"", "kill"));
        command.add(signal.name().substring("SIG".length()));
        command.add("--");
        pids.forEach(pid -> command.add(pid.toString()));
        try {
            ShortCommand.run(command, KILL_COMMAND_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            LOG.warn("{} not sent to {}", signal, pids, e);
        }
    }
}
