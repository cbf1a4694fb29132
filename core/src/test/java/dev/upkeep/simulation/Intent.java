package dev.upkeep.simulation;

import dev.upkeep.ProcessStatus;
import dev.upkeep.Upkeep.Action;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.restart.RestartPolicy.Condition;
import dev.upkeep.spec.ProcessSpec;
import java.util.Optional;
import java.util.Set;

/** What should become of one process, worked out apart from the supervisor: an accountant, not a second state machine. */
final class Intent {
    Optional<ProcessSpec> spec = Optional.empty();
    boolean wanted;
    long unwantedAt;
    /** When somebody last gave a reason to signal it. */
    long causeAt = Long.MIN_VALUE;
    /** What the last launch has led to; empty if it failed, or has not come back. */
    Optional<Program> last = Optional.empty();

    /** When this supervisor began, and when it last got to know a description. */
    long begunAt;

    long ruledAt;
    /** What it has found and must not leave alive. */
    Optional<Program> unspared = Optional.empty();

    /** When it was last begun: asked to run, or first wanted by the files. */
    private long wantedAt = Long.MIN_VALUE;

    private final Progress progress = new Progress();
    private long grace;
    /** The next launch takes the place of one that was not to blame, and counts neither way. */
    private boolean replaced;

    private int restarts;
    /** How many launches to come are no restarts that count: one, and one more if another is under way already. */
    private int free = 1;
    /** Whether the count is known to the last digit: changes of the rules on the way blur it. */
    private boolean exact;

    void asked(Action action, ProcessStatus before, long now) {
        if (action == Action.STOP) {
            unwanted(now);
        } else if (spec.filter(ProcessSpec::enabled).isPresent()) {
            wanted = true;
            wantedAt = now;
            boolean waits = before.reason().word().equals("WaitingForDependency");
            boolean joins = before.state() == State.STARTING && !waits || before.state() == State.RUNNING;
            if (action == Action.RESTART || !joins) {
                causeAt = now;
                begin(!before.state().isAlive() || before.pid().isPresent());
            }
        }
    }

    /** Another supervisor begins, and knows only what the files say and what lives. */
    void begunAnew(Optional<ProcessSpec> next, Optional<Program> found, long now) {
        spec = next;
        wanted = next.filter(ProcessSpec::enabled).isPresent();
        unwantedAt = now;
        last = found;
        begunAt = now;
        wantedAt = wanted ? now : wantedAt;
        progress.forget();
        ruledAt = now;
        replaced = false;
        unspared = wanted && !Duties.spares(next.orElseThrow()) ? found.filter(Program::rootLives) : Optional.empty();
        boolean stays = wanted
                && unspared.isEmpty()
                && found.filter(p -> p.rootLives()
                                && next.orElseThrow().fingerprint().equals(p.notes.get("fingerprint")))
                        .isPresent();
        causeAt = stays ? Long.MIN_VALUE : now;
        grace = next.isPresent() ? timeout(next) : found.map(Program::noted).orElse(grace);
        free = stays ? 0 : 2;
        restarts = 0;
        exact = false;
    }

    private void begin(boolean known) {
        replaced = false;
        free = known ? 1 : 2;
        exact = known;
    }

    void unwanted(long now) {
        unwantedAt = wanted ? now : unwantedAt;
        wanted = false;
        causeAt = now;
    }

    /** The files say something else of it now. */
    void described(Optional<ProcessSpec> next, long now) {
        if (next.equals(spec)) {
            return;
        }
        boolean was = spec.filter(ProcessSpec::enabled).isPresent();
        boolean is = next.filter(ProcessSpec::enabled).isPresent();
        grace = Math.min(grace, timeout(next));
        spec = next;
        ruledAt = now;
        causeAt = now;
        begin(false);
        if (was && !is) {
            unwanted(now);
        } else if (is && !was) {
            wanted = true;
            wantedAt = now;
        }
    }

    /** Whether it was begun since the other was last to end, so that what it needs of the other was begun, too. */
    boolean mayHaveBegun(Intent needed) {
        return wantedAt >= needed.unwantedAt;
    }

    /** Somebody who needs it has been begun, and so has it. */
    void pulled(long now) {
        wanted = true;
        wantedAt = now;
        begin(false);
    }

    /** Somebody who needs it may have had it begun, and nobody knows. */
    void blurred() {
        begin(false);
    }

    boolean isEnabled() {
        return spec.filter(ProcessSpec::enabled).isPresent();
    }

    /** Whom it needs. */
    Set<ProcessId> needs() {
        return spec.map(s -> s.dependencies().on().keySet()).orElse(Set.of());
    }

    Progress progress() {
        return progress;
    }

    private long timeout(Optional<ProcessSpec> of) {
        return of.map(s -> s.stop().timeout().toMillis()).orElse(grace);
    }

    void launched(Program program) {
        last = Optional.of(program);
        grace = timeout(spec);
    }

    /** It is replaced for its age, which is no failure. */
    void replaced() {
        replaced = true;
    }

    /** It is replaced for its weight: nobody knows whether that is taken for a failure. */
    void weighed() {
        exact = false;
        free++;
    }

    /** How long it has at least between being asked to end and being killed. */
    long grace() {
        return grace;
    }

    /** Counts a launch; false if it is one too many. */
    boolean launching(long now) {
        if (replaced) {
            replaced = false;
            last = Optional.empty();
            return true;
        }
        boolean counts = free == 0;
        boolean allowed = !counts || !endedWell();
        restarts = counts ? 1 + (ranLong(now, Handle.LATE) ? 0 : restarts) : 0;
        exact &= !counts || ranLong(now, Handle.LATE) == ranLong(now, -Handle.LATE) && !wasTold();
        free = counts ? 0 : free - 1;
        last = Optional.empty();
        return allowed && (isUnlimited() || restarts <= atMost());
    }

    /** Whether it is given up although attempts are left. */
    boolean isGivenUpEarly(long now) {
        boolean known = exact && free == 0 && !wasTold();
        int used = ranLong(now, -Handle.LATE) ? 0 : restarts;
        return known && (isUnlimited() && atMost() != 0 || used < atMost());
    }

    private boolean endedWell() {
        return policy().condition() == Condition.ON_FAILURE
                && last.filter(p -> !p.rootLives() && p.code == 0 && !p.orphaned)
                        .isPresent()
                && !wasTold();
    }

    private boolean isUnlimited() {
        return policy().maxAttempts() == RestartPolicy.UNLIMITED && policy().condition() != Condition.NEVER;
    }

    private int atMost() {
        return policy().condition() == Condition.NEVER ? 0 : policy().maxAttempts();
    }

    private RestartPolicy policy() {
        return spec.orElseThrow().restartPolicy();
    }

    private boolean wasTold() {
        return last.filter(Program::wasTold).isPresent();
    }

    private boolean ranLong(long now, int give) {
        long least = spec.map(s -> s.restartPolicy().minUptime().toMillis()).orElse(0L);
        return last.filter(p -> Math.min(p.endedAt, now) - p.launchedAt + give >= least)
                .isPresent();
    }
}
