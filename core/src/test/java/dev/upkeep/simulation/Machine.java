package dev.upkeep.simulation;

import dev.upkeep.process.KillMode;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.simulation.Program.Member;
import dev.upkeep.spi.ProcessLauncher.Launch;
import dev.upkeep.spi.ProcessLauncher.LaunchException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** An operating system. Its pids are few, so that they are soon used again, and not every process is ours. */
final class Machine {
    private record Owner(Member member, @Nullable Program program) {}

    private static final int PIDS = 16;

    final Agenda agenda;
    final Trace trace;
    final Disk disk = new Disk();
    /** Those of which something lives. */
    final List<Program> programs = new ArrayList<>();

    final Laws laws;

    private final long seed;
    private final Map<ProcessId, Integer> launches = new HashMap<>();
    private final @Nullable Owner[] byPid = new Owner[PIDS + 1];
    private long births;
    private boolean diskIsFull;
    private boolean healed;
    private boolean stirred = true;

    Machine(long seed, Agenda agenda, Trace trace) {
        this.seed = seed;
        this.agenda = agenda;
        this.trace = trace;
        this.laws = new Laws(this);
    }

    /** Something may be otherwise than before. */
    void stir() {
        stirred = true;
    }

    /** Whether something may be otherwise than when this was last asked. */
    boolean wasStirred() {
        boolean was = stirred;
        stirred = false;
        return was;
    }

    boolean isHealed() {
        return healed;
    }

    void fillDisk(boolean full) {
        diskIsFull = full && !healed;
    }

    /** From now on nothing fails any more, and nobody else is in the way. */
    void heal() {
        healed = true;
        diskIsFull = false;
        programs.forEach(program -> program.heal(agenda.millis()));
        for (int pid = 1; pid <= PIDS; pid++) {
            Owner owner = byPid[pid];
            byPid[pid] = owner == null || owner.program == null ? null : owner;
        }
    }

    Optional<Program> living(ProcessId id) {
        for (Program program : programs) {
            if (program.id.equals(id)) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    /** Who listens there. */
    Optional<Program> behind(int port) {
        for (Program program : programs) {
            if (program.rootLives() && Wish.port(program.id) == port) {
                return Optional.of(program);
            }
        }
        return Optional.empty();
    }

    Program launch(Launch launch) throws LaunchException {
        if (diskIsFull) {
            throw new LaunchException("the disk is full");
        }
        ProcessId id = launch.id();
        SplittableRandom chance =
                new SplittableRandom(seed ^ (id.hashCode() * 31L + launches.merge(id, 1, Integer::sum)));
        if (!healed && chance.nextInt(10) == 0) {
            throw new LaunchException("not found");
        }
        Program program = new Program(
                id,
                launch.notes(),
                launch.killMode() == KillMode.PROCESS,
                healed ? Nature.GOOD : Nature.of(chance),
                agenda.millis());
        program.root = fork(program).orElseThrow(() -> new LaunchException("no pid is free"));
        programs.add(program);
        trace.say(() -> program + " is launched: " + program.nature);
        laws.launched(program);
        live(program);
        return program;
    }

    private void live(Program program) {
        Nature nature = program.nature;
        for (int i = 0; i < nature.children(); i++) {
            agenda.in(i, () -> bear(program));
        }
        if (nature.lives() != Nature.NEVER) {
            agenda.in(nature.lives(), () -> {
                if (!healed) {
                    end(program, program.root, nature.code());
                }
            });
        }
    }

    private void bear(Program program) {
        if (program.rootLives()) {
            fork(program);
        }
    }

    /** Takes the lowest pid that is free, so that each is soon used again. */
    private Optional<Member> fork(@Nullable Program program) {
        for (int pid = 1; pid <= PIDS; pid++) {
            if (byPid[pid] == null) {
                Member member = new Member(pid, ++births);
                byPid[pid] = new Owner(member, program);
                stir();
                if (program != null) {
                    program.members.add(member);
                }
                return Optional.of(member);
            }
        }
        return Optional.empty();
    }

    /** A process that is none of ours comes, and goes. */
    void visit(int millis) {
        fork(null).ifPresent(stranger -> agenda.in(millis, () -> leave(stranger)));
    }

    private void leave(Member stranger) {
        if (isSame(stranger)) {
            byPid[stranger.pid()] = null;
        }
    }

    /** Whatever a root has started that was to be ended alone is nobody's from now on. */
    private void abandon(Program program) {
        for (Member member : program.members) {
            byPid[member.pid()] = new Owner(member, null);
            if (program.nature.orphans() != Nature.NEVER) {
                agenda.in(program.nature.orphans(), () -> leave(member));
            }
        }
        program.members.clear();
    }

    /** Whether a pid still is the process that it was. */
    boolean isSame(Member member) {
        Owner owner = byPid[member.pid()];
        return owner != null && owner.member.equals(member);
    }

    /** Whoever has the pid now gets the signal, whoever was meant. */
    void signal(int pid, Program meant, Signal signal) {
        Owner owner = byPid[pid];
        if (owner == null) {
            return;
        }
        trace.say(() -> signal + " to " + pid + " of " + owner.program);
        laws.signalled(owner.program, owner.member, meant, signal);
        if (owner.program != null) {
            receive(owner.program, owner.member, signal);
        }
    }

    private void receive(Program program, Member member, Signal signal) {
        Nature nature = program.nature;
        if (signal == Signal.SIGKILL) {
            agenda.in(nature.lingers(), () -> end(program, member, 137));
            return;
        }
        if (nature.forks() && !program.forked) {
            program.forked = true;
            fork(program);
        }
        if (nature.obeys() != Nature.NEVER) {
            agenda.in(nature.obeys(), () -> end(program, member, 143));
        }
    }

    void end(Program program, Member member, int code) {
        if (!program.members.remove(member)) {
            return;
        }
        byPid[member.pid()] = null;
        stir();
        if (member.equals(program.root)) {
            trace.say(() -> program + " ends with " + code);
            program.endedAt = agenda.millis();
            program.code = code;
            if (program.alone) {
                abandon(program);
            } else if (program.nature.orphans() != Nature.NEVER) {
                List.copyOf(program.members)
                        .forEach(orphan -> agenda.in(program.nature.orphans(), () -> end(program, orphan, 0)));
            }
        }
        if (program.isGone()) {
            trace.say(() -> program + " is gone");
            programs.remove(program);
        }
        program.onEnd.run();
    }
}
