package dev.upkeep.internal.tree;

import dev.upkeep.internal.system.ShortCommand;
import dev.upkeep.internal.tree.Tree.Living;
import dev.upkeep.internal.tree.Tree.Member;
import dev.upkeep.process.Signal;
import dev.upkeep.spi.Timers;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sends signals to the members of a tree, each proved to be the same process right before. {@link Process#destroy()} is
 * never used: it closes the streams as well. Thread-safe.
 */
public final class Signals {
    private static final Logger LOG = LoggerFactory.getLogger(Signals.class);
    private static final int ROUNDS = 60;
    private static final int ROUNDS_BEFORE_GROUP = 3;
    private static final int FEW = 8;
    private static final Duration FIRST_PAUSE = Duration.ofMillis(1);
    private static final Duration LONGEST_PAUSE = Duration.ofMillis(50);
    private static final long KILL_COMMAND_SECONDS = 5;

    private final Executor executor;
    private final Timers timers;

    public Signals(Executor executor, Timers timers) {
        this.executor = executor;
        this.timers = timers;
    }

    /**
     * Sends a signal to all that lives, soon. What is forked meanwhile does not get it, but for SIGKILL, which goes round
     * until nothing is left, or it proves hopeless.
     */
    public void send(Signal signal, Tree tree) {
        Supplier<Living> found = tree.look();
        executor.execute(() -> {
            switch (signal) {
                case SIGKILL -> kill(tree, found, Round.FIRST);
                case SIGTERM ->
                    found.get().members().forEach(member -> handle(member, tree).ifPresent(ProcessHandle::destroy));
                case SIGHUP, SIGINT, SIGQUIT, SIGUSR1, SIGUSR2 -> byCommand(signal, proved(found.get(), tree));
            }
        });
    }

    /**
     * One round: everything that lives now is killed. What is many, grows, or has lived through some rounds is killed as a
     * group, too, which no fork escapes; what grows is hunted.
     */
    private void kill(Tree tree, Supplier<Living> found, Round round) {
        Living living = found.get();
        if (living.isEmpty()) {
            return;
        }
        boolean grows = round.isGrowth(living);
        if (grows || round.number > ROUNDS_BEFORE_GROUP || living.members().size() > FEW) {
            living.group().ifPresent(group -> byCommand(Signal.SIGKILL, List.of(-group)));
        }
        living.members().forEach(member -> kill(member, tree));
        if (grows) {
            tree.hunt(member -> kill(member, tree));
        }
        if (round.number == ROUNDS) {
            LOG.warn("Still alive after SIGKILL: {}", living.members());
            return;
        }
        Round next = round.after(living, grows);
        timers.after(round.pause, () -> {
            Supplier<Living> again = tree.look();
            executor.execute(() -> kill(tree, again, next));
        });
    }

    private static void kill(Member member, Tree tree) {
        handle(member, tree).ifPresent(ProcessHandle::destroyForcibly);
    }

    /**
     * How far the killing of one tree has come.
     *
     * @param number from 1
     * @param pause until the next
     * @param before what lived in the round before
     */
    private record Round(int number, Duration pause, Set<Member> before) {
        static final Round FIRST = new Round(1, FIRST_PAUSE, Set.of());

        boolean isGrowth(Living living) {
            return number > 1 && !before.containsAll(living.members());
        }

        Round after(Living living, boolean grows) {
            Duration doubled = pause.multipliedBy(2);
            Duration longer = doubled.compareTo(LONGEST_PAUSE) < 0 ? doubled : LONGEST_PAUSE;
            return new Round(number + 1, grows ? FIRST_PAUSE : longer, Set.copyOf(living.members()));
        }
    }

    /** The handle knows when its process began and checks it again; the proof before ties it to the member. */
    private static Optional<ProcessHandle> handle(Member member, Tree tree) {
        return ProcessHandle.of(member.pid()).filter(handle -> tree.stillLives(member));
    }

    private static List<Long> proved(Living living, Tree tree) {
        return living.members().stream()
                .filter(tree::stillLives)
                .map(Member::pid)
                .toList();
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
