package dev.upkeep;

import dev.upkeep.config.Diagnostic.Severity;
import dev.upkeep.config.Rules;
import dev.upkeep.internal.lifecycle.Life;
import dev.upkeep.internal.plan.Trial;
import dev.upkeep.internal.plan.Trial.Verdict;
import dev.upkeep.internal.plan.Version;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Spans;
import dev.upkeep.process.State;
import dev.upkeep.spec.Configuration;
import dev.upkeep.spec.UpdatePolicy.FailureAction;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Which versions of processes have worked, which have yet to show it after a reload, and which have failed and are not tried
 * again until the file changes. Lives on the loop.
 */
final class Trials {
    /** Takes the earlier version of a process back into force. */
    interface Rollback {
        void to(Version earlier, String why);
    }

    /** A version of the file that has failed, and the one in force instead. */
    private record Refused(Version failed, Version earlier) {}

    private final Outside outside;
    private final Rollback rollback;
    private final Map<ProcessId, Version> worked = new HashMap<>();
    private final Map<ProcessId, Trial> open = new HashMap<>();
    private final Map<ProcessId, Refused> refused = new HashMap<>();

    Trials(Outside outside, Rollback rollback) {
        this.outside = outside;
        this.rollback = rollback;
    }

    /** What is wanted, but for what has failed already: that is as it was before. */
    Configuration sifted(Configuration wanted) {
        return sift(wanted, id -> {});
    }

    /** The processes of which this version has failed already, and the earlier one still fits the rest. */
    Set<ProcessId> heldBack(Configuration wanted) {
        Set<ProcessId> held = new HashSet<>();
        sift(wanted, held::add);
        return held;
    }

    private Configuration sift(Configuration wanted, Consumer<ProcessId> held) {
        Configuration sifted = wanted;
        for (Refused each : refused.values()) {
            ProcessId id = each.failed().spec().id();
            Configuration next = each.earlier().within(sifted);
            if (Version.of(wanted, id).equals(Optional.of(each.failed())) && fits(next)) {
                sifted = next;
                held.accept(id);
            }
        }
        return sifted;
    }

    /** Whether an earlier version goes together with what else is wanted now: what it needs may be gone. */
    static boolean fits(Configuration next) {
        return Rules.check(next).stream().noneMatch(d -> d.severity() == Severity.ERROR);
    }

    /** The files were read: what has changed in them may be tried again. */
    void read(Configuration wanted) {
        refused.keySet().retainAll(heldBack(wanted));
    }

    /** New versions of these are about to be launched; those that have worked before are remembered. */
    void begin(Collection<Fleet> restarted) {
        for (Fleet fleet : restarted) {
            ProcessId id = fleet.id();
            Version earlier = worked.get(id);
            boolean atOnce = fleet.spec().schedule().isEmpty();
            if (earlier != null && fleet.life().wanted() && atOnce) {
                Trial trial =
                        new Trial(earlier, fleet.life().turn(), outside.ticker().now());
                open.put(id, trial);
                refused.remove(id);
            }
        }
    }

    /** Has an open trial end in time, once the process has its new rules. */
    void watch(Collection<Fleet> restarted) {
        restarted.forEach(fleet -> Optional.ofNullable(open.get(fleet.id())).ifPresent(t -> wake(fleet, t)));
    }

    private void wake(Fleet fleet, Trial trial) {
        Duration patience = fleet.spec().updatePolicy().startTimeout();
        outside.timers().after(patience, () -> outside.loop().execute(() -> late(fleet, trial, patience)));
    }

    private void late(Fleet fleet, Trial trial, Duration patience) {
        if (open.get(fleet.id()) != trial) {
            return;
        }
        if (fleet.isRolling()) {
            wake(fleet, trial);
            return;
        }
        switch (trial.verdict(fleet.rules(), fleet.life())) {
            case NOT_READY, FAILED ->
                failed(
                        fleet,
                        trial,
                        "was not ready within " + Spans.say(patience) + ": "
                                + fleet.life().reason());
            case PASSED -> passed(fleet);
            case OPEN -> {
                if (hasLived(fleet)) {
                    passed(fleet);
                } else {
                    wake(fleet, trial);
                }
            }
        }
    }

    private boolean hasLived(Fleet fleet) {
        Life life = fleet.life();
        Duration enough = fleet.spec().restartPolicy().minUptime();
        return life.ready() && outside.ticker().now().since(life.launched()).compareTo(enough) >= 0;
    }

    /** A life has changed, of a process that this configuration has. */
    void changed(Fleet fleet, Configuration configuration) {
        Life life = fleet.life();
        Trial trial = open.get(fleet.id());
        if (fleet.isRolling() && life.wanted()) {
            return; // what is said of it is said of the version before
        }
        if (trial == null) {
            remember(fleet, configuration);
        } else if (!life.wanted()) {
            open.remove(fleet.id());
        } else {
            Verdict verdict = trial.verdict(fleet.rules(), life);
            if (verdict == Verdict.PASSED) {
                passed(fleet);
                remember(fleet, configuration);
            } else if (verdict == Verdict.FAILED) {
                failed(fleet, trial, "has failed: " + life.reason());
            }
        }
    }

    /**
     * Only what is wanted to run is a version that works while it is ready, and none is that has failed since. One that says
     * not to run it has not worked, even if what runs has not stopped yet; nor has one if something else was adopted.
     */
    private void remember(Fleet fleet, Configuration configuration) {
        Optional<Version> version =
                Version.of(configuration, fleet.id()).filter(v -> v.spec().enabled());
        if (fleet.life().ready() && !fleet.isOther()) {
            version.ifPresent(v -> worked.put(fleet.id(), v));
        } else if (fleet.life().state() == State.FAILED && !fleet.life().needs().waiting()) {
            version.ifPresent(v -> worked.remove(fleet.id(), v));
        }
    }

    private void passed(Fleet fleet) {
        open.remove(fleet.id());
    }

    private void failed(Fleet fleet, Trial trial, String why) {
        open.remove(fleet.id());
        if (fleet.spec().updatePolicy().failureAction() == FailureAction.ROLLBACK) {
            outside.loop().execute(() -> rollback.to(trial.earlier(), "the new version " + why));
        }
    }

    /** What was to take the place of what runs has not become ready. */
    void notReplaced(Fleet fleet, String why) {
        Trial trial = open.get(fleet.id());
        if (trial != null) {
            failed(fleet, trial, why);
        }
    }

    /** A version has failed, and the earlier one is in force. */
    void refuse(Version failed, Version earlier) {
        refused.put(failed.spec().id(), new Refused(failed, earlier));
    }

    /** A process is not wanted any more. */
    void forget(ProcessId id) {
        worked.remove(id);
        open.remove(id);
        refused.remove(id);
    }
}
