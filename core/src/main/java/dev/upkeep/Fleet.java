package dev.upkeep;

import dev.upkeep.InstanceStatus.Role;
import dev.upkeep.Notes.RolledBack;
import dev.upkeep.Upkeep.Action;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.internal.lifecycle.Hindrance;
import dev.upkeep.internal.lifecycle.Life;
import dev.upkeep.internal.lifecycle.Life.Tree;
import dev.upkeep.internal.lifecycle.Lifecycle;
import dev.upkeep.log.LogLine;
import dev.upkeep.log.LogRing;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Reason;
import dev.upkeep.process.State;
import dev.upkeep.route.Availability;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spi.Orphan;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A process: all its instances, each with a keeper of its own. What is asked of the process is asked of all of them, and
 * what is to be launched anew while it serves is replaced by a {@link Rollout}. Changed on the loop, read by anyone.
 */
final class Fleet implements Keeper.Company {
    /** What a fleet has to do with others. */
    interface Harbour {
        /**
         * The life of an instance has changed.
         *
         * @param keptBefore its life until now
         * @param before the life of the process until now
         * @param tookOver whether it has just taken the place of another
         */
        void changed(Fleet fleet, Keeper keeper, Life keptBefore, Life before, boolean tookOver);

        /** An instance was asked how it is. */
        void checked(Fleet fleet, int instance, ProbeResult result, boolean late);

        /** What was to take the place of what runs has not become ready, and what runs goes on. */
        void notReplaced(Fleet fleet, String why);

        CompletionStage<Void> drain(ProcessId id, long launch, Duration longest);

        long nextLaunch();
    }

    private static final int LINES = 2000;
    private static final long BYTES = 1 << 20;

    private final Outside outside;
    private final Meter meter;
    private final Harbour harbour;
    private final LogRing ring = new LogRing(LINES, BYTES);
    private final Rollout rollout;
    /** By number, without a gap. */
    private final List<Berth> berths = new CopyOnWriteArrayList<>();
    /** Those that are being stopped, because another has their place or there is none any more. */
    private final List<Keeper> leaving = new CopyOnWriteArrayList<>();

    private volatile Lifecycle rules;
    /** The life of the process that was told last. */
    private Life told;

    Fleet(Lifecycle rules, Outside outside, Meter meter, Harbour harbour) {
        this.rules = rules;
        this.outside = outside;
        this.meter = meter;
        this.harbour = harbour;
        this.rollout = new Rollout(this, outside);
        berths.add(berth(1));
        this.told = life();
        increase();
    }

    ProcessId id() {
        return rules.spec().id();
    }

    Lifecycle rules() {
        return rules;
    }

    ProcessSpec spec() {
        return rules.spec();
    }

    List<Berth> berths() {
        return berths;
    }

    /** Those whose life is that of the process. */
    Stream<Keeper> keepers() {
        return berths.stream().map(Berth::keeper);
    }

    /** Also those that are to come, and those that are to go. */
    Stream<Keeper> all() {
        return Stream.of(keepers(), successors(), leaving.stream()).flatMap(all -> all);
    }

    private Stream<Keeper> successors() {
        return berths.stream().flatMap(berth -> berth.successor().stream());
    }

    /** The life of the instance that has come furthest, which is what others see of the process. */
    Life life() {
        return Statuses.furthest(keepers().map(Keeper::life));
    }

    List<Life> lives() {
        return keepers().map(Keeper::life).toList();
    }

    /** Whether nothing of it lives; something may be about to. */
    boolean isLifeless() {
        return all().allMatch(keeper -> keeper.life().pid() == 0);
    }

    boolean isRolling() {
        return rollout.isUnderWay();
    }

    /** Whether what lives was launched by an earlier supervisor from another description. */
    boolean isOther() {
        return keepers().anyMatch(Keeper::isOther);
    }

    /** Whether all that lives can go on under another id. */
    boolean canBeRenamed() {
        return !isRolling()
                && leaving.isEmpty()
                && keepers()
                        .allMatch(k ->
                                k.life().state() == State.RUNNING && k.live().isPresent() && !k.isOther());
    }

    /** What people call one of its keepers. */
    String label(Keeper keeper) {
        boolean current = keepers().anyMatch(keeper::equals);
        String name = id() + (spec().instances() > 1 || !current ? "-" + keeper.number() : "");
        return name + (current ? "" : leaving.contains(keeper) ? " (leaving)" : " (to take over)");
    }

    @Override
    public ProcessStatus status() {
        return Statuses.status(this, rollout.remark());
    }

    /** How its instances are, in the order of their numbers, and then those that leave. */
    List<InstanceStatus> instances() {
        Stream<InstanceStatus> present = berths.stream()
                .flatMap(berth -> Stream.concat(
                        Stream.of(berth.keeper().instance(Role.CURRENT)),
                        berth.successor().map(k -> k.instance(Role.SUCCESSOR)).stream()));
        return Stream.concat(present, leaving.stream().map(k -> k.instance(Role.LEAVING)))
                .toList();
    }

    /** Whether traffic may be sent, and where; if not, whether waiting for it makes sense. */
    Availability availability() {
        return Statuses.availability(
                keepers(),
                Stream.concat(keepers(), successors()),
                outside.ticker().now());
    }

    List<LogLine> last(int lines) {
        synchronized (ring) {
            return ring.last(lines);
        }
    }

    List<LogLine> after(long seq, int lines) {
        synchronized (ring) {
            return ring.after(seq, lines);
        }
    }

    /** Tells what an operator wants, and the operator, in time, what came of it. */
    CompletionStage<ActionResult> ask(Action action) {
        return ask(action, lives());
    }

    /** The same, on the ground of earlier lives: what has happened since was done to get there. */
    CompletionStage<ActionResult> ask(Action action, List<Life> before) {
        if (action == Action.RESTART) {
            return rollout.restart(before);
        }
        if (action == Action.STOP) {
            cancelRollout();
        }
        return all(keeper -> keeper.ask(action, before.get(keeper.number() - 1)));
    }

    /** What only a new launch can change has changed. */
    void restart(Reason why) {
        rollout.begin(why, keeper -> true, keeper -> keeper.restart(why));
    }

    /** Nobody asked it for anything for as long as it may rest then. */
    void idle() {
        if (!isRolling()) {
            keepers().toList().forEach(Keeper::idle);
        }
    }

    /** A request has come for it. */
    void demanded() {
        keepers().toList().forEach(Keeper::demanded);
    }

    /** The supervisor begins to keep it: it is started, or waits for the time that its schedule says. */
    CompletionStage<ActionResult> begin() {
        return all(Keeper::begin);
    }

    /** The supervisor keeps it no longer: it is stopped, and its schedule does not count any more. */
    CompletionStage<ActionResult> end() {
        cancelRollout();
        return all(Keeper::end).thenCombine(gone(), (result, gone) -> result);
    }

    /** When those that leave are gone. */
    private CompletionStage<Void> gone() {
        return Departures.allOf(leaving.stream().map(Keeper::end));
    }

    private CompletionStage<ActionResult> all(Function<Keeper, CompletionStage<ActionResult>> ask) {
        return Answers.of(this, keepers().toList().stream().map(ask).toList());
    }

    /** What is launched anew follows these rules; of what runs, only what needs no launch. */
    void respecify(Lifecycle next) {
        if (next.spec().needsRestartFrom(spec())) {
            rollout.cancel();
        }
        rules = next;
        reduce();
        keepers().filter(k -> !isToBeReplaced(k)).forEach(k -> k.respecify(next));
        increase();
    }

    /** What is to be replaced while it serves is treated as it was described until then. */
    private boolean isToBeReplaced(Keeper keeper) {
        return spec().enabled() && spec().needsRestartFrom(keeper.rules().spec()) && rollout.replaces(keeper);
    }

    /** What runs goes on under the id of these rules; if it cannot, it is launched anew under it. */
    void rename(Lifecycle next) {
        rules = next;
        keepers().forEach(keeper -> keeper.rename(next));
    }

    /** Those that are one too many leave after the requests that they have. */
    private void reduce() {
        while (berths.size() > Math.max(1, spec().instances())) {
            Berth last = berths.remove(berths.size() - 1);
            Stream.concat(Stream.of(last.keeper()), last.successor().stream()).forEach(this::leave);
        }
    }

    /** Those that are missing are started, if some run. */
    private void increase() {
        boolean runs = keepers().anyMatch(keeper -> keeper.life().wanted());
        while (berths.size() < spec().instances()) {
            Berth berth = berth(berths.size() + 1);
            berth.keeper().needs(berths.get(0).keeper().life().needs().hindrance());
            berths.add(berth);
            if (runs) {
                berth.keeper().begin();
            }
        }
    }

    private Berth berth(int number) {
        Output output = leaving.stream()
                .filter(keeper -> keeper.number() == number)
                .map(keeper -> keeper.printed().output())
                .findFirst()
                .orElseGet(() -> new Output(id(), number, ring, outside.compress(), outside.forward()));
        return new Berth(new Keeper(rules, number, new Printed(output), outside, meter, this), Optional.empty());
    }

    /** Another for this berth, which is not started yet. */
    Keeper successor(Keeper keeper) {
        Keeper successor = keeper.successor(rules);
        put(new Berth(keeper, Optional.of(successor)));
        return successor;
    }

    private void put(Berth berth) {
        berths.set(berth.keeper().number() - 1, berth);
    }

    /** It is not wanted any more, and stopped once the requests that it has are over. */
    void leave(Keeper keeper) {
        leaving.add(keeper);
        keeper.end();
        forgetIfGone(keeper);
    }

    private void forgetIfGone(Keeper keeper) {
        if (keeper.life().tree() == Tree.NONE && !keeper.life().wanted()) {
            leaving.remove(keeper);
        }
    }

    /** A successor is not wanted any more. */
    void dismiss(Keeper keeper) {
        put(new Berth(keeper, Optional.empty()));
    }

    private void cancelRollout() {
        rollout.cancel();
        keepers().filter(k -> !k.rules().equals(rules)).forEach(k -> k.respecify(rules));
    }

    /** Tells the rules what stands in the way of a launch now, if anything does. */
    void needs(Optional<Hindrance> hindrance) {
        Stream.concat(keepers(), successors()).toList().forEach(keeper -> keeper.needs(hindrance));
    }

    /** Has it launched anew, if it runs, for a reason that is no failure of its own. */
    void replace(Reason why) {
        rollout.begin(why, keeper -> true, keeper -> keeper.replace(why));
    }

    /** Has it launched anew for this reason, also if it has ended and should not have. */
    void renew(Reason why) {
        rollout.begin(why, keeper -> true, keeper -> keeper.renew(why));
    }

    /** Has launched anew what is not as its earlier rules say, which it has again. */
    void rollBack(RolledBack back) {
        keepers().forEach(keeper -> keeper.wasRolledBack(back));
        Predicate<Keeper> differs = keeper -> !keeper.isAsDescribed();
        Reason why = new Reason("RolledBack", "Rolled back");
        rollout.begin(why, differs, keeper -> keeper.rollBack(back));
    }

    /** Takes over what an earlier supervisor has left of one instance; what is not wanted any more is ended. */
    void adopt(Orphan orphan, Optional<Path> noted, boolean wanted) {
        Keeper keeper = orphan.instance() <= berths.size()
                ? berths.get(orphan.instance() - 1).keeper()
                : berth(orphan.instance()).keeper();
        keeper.adopt(orphan, wanted ? Optional.of(keeper.logFile()) : noted);
        if (orphan.instance() > berths.size()) {
            leave(keeper);
        }
    }

    /** A keeper's life has changed; whoever takes over does so before anybody is told. */
    @Override
    public void changed(Keeper keeper, Life before) {
        if (before == keeper.life()) {
            return;
        }
        Optional<Berth> succeeded = berths.stream()
                .filter(berth -> berth.successor().filter(keeper::equals).isPresent()
                        && keeper.life().ready())
                .findFirst();
        succeeded.ifPresent(berth -> {
            put(new Berth(keeper, Optional.empty()));
            leaving.add(berth.keeper());
        });
        Life processBefore = told;
        told = life();
        harbour.changed(this, keeper, before, processBefore, succeeded.isPresent());
        succeeded.ifPresent(berth -> {
            keeper.takesOverFrom(berth.keeper());
            berth.keeper().end();
        });
        leaving.stream().filter(keeper::equals).toList().forEach(this::forgetIfGone);
        rollout.changed(keeper);
    }

    @Override
    public void checked(Keeper keeper, ProbeResult result, boolean late) {
        harbour.checked(this, keeper.number(), result, late);
    }

    @Override
    public CompletionStage<Void> drain(Keeper keeper, Duration longest) {
        return harbour.drain(id(), keeper.endpoint().launch(), longest);
    }

    @Override
    public long nextLaunch() {
        return harbour.nextLaunch();
    }

    /** Its age or its weight says so. */
    @Override
    public void replace(Keeper keeper, Reason why) {
        rollout.begin(why, keeper::equals, other -> other.replace(why));
    }

    void notReplaced(String why) {
        harbour.notReplaced(this, why);
    }
}
