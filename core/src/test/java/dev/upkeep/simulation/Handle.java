package dev.upkeep.simulation;

import dev.upkeep.process.Exit;
import dev.upkeep.process.Signal;
import dev.upkeep.process.Usage;
import dev.upkeep.simulation.Program.Member;
import dev.upkeep.spi.LiveProcess;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/** What a supervisor holds of a program. It notices ends a little late, and proves each pid right before a signal. */
class Handle implements LiveProcess {
    static final int LATE = 20;

    final Host host;
    final Program program;
    private final CompletableFuture<Exit> exited = new CompletableFuture<>();
    private final CompletableFuture<Void> gone = new CompletableFuture<>();
    private boolean noticed;

    Handle(Host host, Program program) {
        this.host = host;
        this.program = program;
        program.onEnd = this::notice;
        notice();
    }

    private void notice() {
        if (!program.rootLives() && !noticed) {
            noticed = true;
            host.later(LATE, () -> {
                exited.complete(program.orphaned ? new Exit.Unknown() : new Exit.Code(program.code));
                notice();
            });
        } else if (isGone() && exited.isDone()) {
            host.later(LATE, () -> gone.complete(null));
        }
    }

    boolean isGone() {
        return program.isGone();
    }

    @Override
    public long pid() {
        return program.root.pid();
    }

    @Override
    public CompletionStage<Exit> exited() {
        return exited;
    }

    @Override
    public CompletionStage<Void> gone() {
        return gone;
    }

    @Override
    public void signal(Signal signal) {
        if (signal != Signal.SIGKILL) {
            program.toldAt = Math.min(program.toldAt, host.machine.agenda.millis());
        }
        List<Member> found = reached();
        found.forEach(member -> host.later(LATE, () -> send(member, signal)));
    }

    /** Who is meant by a signal. */
    List<Member> reached() {
        return program.members.stream()
                .filter(member -> !program.alone || member.equals(program.root))
                .toList();
    }

    @Override
    public Supplier<Optional<Usage>> usage() {
        return () -> program.rootLives()
                ? Optional.of(new Usage(
                        Duration.ZERO, program.isHeavy() ? 2 * Traits.MEMORY_LIMIT : 0, 1, program.members.size()))
                : Optional.empty();
    }

    void send(Member member, Signal signal) {
        if (host.machine.isSame(member)) {
            host.machine.signal(member.pid(), program, signal);
        }
    }
}
