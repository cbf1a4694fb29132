package dev.upkeep;

import dev.upkeep.InstanceStatus.Role;
import dev.upkeep.Notes.RolledBack;
import dev.upkeep.Upkeep.Action;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.internal.lifecycle.Appointments;
import dev.upkeep.internal.lifecycle.Effect;
import dev.upkeep.internal.lifecycle.Hindrance;
import dev.upkeep.internal.lifecycle.Life;
import dev.upkeep.internal.lifecycle.Lifecycle;
import dev.upkeep.internal.lifecycle.Step;
import dev.upkeep.internal.lifecycle.Watch;
import dev.upkeep.internal.lifecycle.Weight;
import dev.upkeep.process.Exit;
import dev.upkeep.process.Moment;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Reason;
import dev.upkeep.process.Signal;
import dev.upkeep.process.Slot;
import dev.upkeep.process.State;
import dev.upkeep.route.Endpoint;
import dev.upkeep.spec.Ports;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spi.LiveProcess;
import dev.upkeep.spi.Orphan;
import dev.upkeep.spi.Timers.Pending;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.concurrent.CompletionStage;

/**
 * Keeps one instance of a process: tells the rules what happens, remembers the life they answer with, and does what they say. All
 * methods are called on the loop, but for those that only tell something.
 */
final class Keeper implements Effect.Hands, Launches.Told {
    /** What a keeper has to do with others. */
    interface Company {
        /** Something has changed, or nothing. */
        void changed(Keeper keeper, Life before);

        /** Waits until no request uses what was launched, which is not ready any more; completes on any thread. */
        CompletionStage<Void> drain(Keeper keeper, Duration longest);

        /** A number for a launch, which no other launch has. */
        long nextLaunch();

        /** Another is to take the place of what runs, which goes on meanwhile. */
        void replace(Keeper keeper, Reason why);

        /** Somebody has found out how it is. */
        void checked(Keeper keeper, ProbeResult result, boolean late);

        /** How the whole process is. */
        ProcessStatus status();
    }

    /** A fingerprint, and of what it was taken. */
    private record Taken(ProcessSpec of, String text) {}

    private final Outside outside;
    private final Meter meter;
    private final Company company;
    private final Printed printed;
    private final Companion companion;
    private final Inquiries inquiries;
    private final Launches launches;
    private final List<Waiter> waiters = new ArrayList<>();
    private final int number;
    /** Those of the process. */
    private volatile Lifecycle whole;
    /** Those of this instance, with its port. */
    private volatile Lifecycle rules;

    private Optional<Taken> fingerprint = Optional.empty();
    private volatile Slot slot;
    private volatile Life life;
    /** What its version, or that of what was adopted, is in force instead of. */
    private volatile Optional<RolledBack> rolledBack = Optional.empty();
    /** What lives was adopted, and launched from another description than the one in force. */
    private volatile boolean other;
    /** That of the last launch. */
    private volatile long launch;
    /** What lives was launched from that. */
    private volatile String description = "";
    /** It is to take the place of another, whose pid file is the right one until then. */
    private volatile boolean spare;
    /** The next look at the clock. */
    private Pending look = () -> {};

    Keeper(Lifecycle rules, int number, Printed printed, Outside outside, Meter meter, Company company) {
        this(
                rules,
                number,
                printed,
                outside,
                meter,
                company,
                Life.begin(rules.spec().enabled(), outside.ticker().now()));
    }

    private Keeper(
            Lifecycle rules, int number, Printed printed, Outside outside, Meter meter, Company company, Life life) {
        this.number = number;
        this.slot = new Slot(number, 0);
        this.whole = rules;
        this.rules = rules.in(slot);
        this.outside = outside;
        this.meter = meter;
        this.company = company;
        this.printed = printed;
        this.companion = new Companion(outside, printed, () -> this.rules.spec());
        this.inquiries = new Inquiries(outside, companion, printed);
        this.launches = new Launches(outside, printed, companion, inquiries, this);
        this.life = life;
    }

    /** One that is to take the place of this one as soon as what it launches is ready. */
    Keeper successor(Lifecycle next) {
        Keeper successor = new Keeper(
                next, number, new Printed(printed.output()), outside, meter, company, Life.after(life, now()));
        successor.spare = true;
        return successor;
    }

    ProcessId id() {
        return rules.spec().id();
    }

    /** Those of the process, which all its instances share. */
    Lifecycle rules() {
        return whole;
    }

    /** Which instance of the process it keeps, from 1. */
    int number() {
        return number;
    }

    /** Where it listens; 0 if it was given no port. */
    int port() {
        return slot.port();
    }

    Life life() {
        return life;
    }

    Printed printed() {
        return printed;
    }

    Path logFile() {
        return rules.spec().logFile();
    }

    /** Whether what lives was launched as the rules say now. */
    boolean isAsDescribed() {
        boolean up = life.state() == State.STARTING || life.state() == State.RUNNING;
        return up && life.pid() != 0 && description.equals(whole.spec().fingerprint());
    }

    /** Whether what lives was launched by an earlier supervisor from another description. */
    boolean isOther() {
        return other;
    }

    /** Where requests go while it is ready. */
    Endpoint endpoint() {
        return new Endpoint(launch, number, slot.port());
    }

    /** What lives of the last launch. */
    Optional<LiveProcess> live() {
        return launches.live();
    }

    /** How the process is now. */
    ProcessStatus status() {
        return company.status();
    }

    /** How this instance is now. */
    InstanceStatus instance(Role role) {
        return Statuses.instance(this, rules, role, meter.of(this), now());
    }

    /** What people should know besides the reason. */
    Optional<String> remark() {
        return rolledBack.map(back -> (other ? "rolled back earlier: " : "rolled back: ") + back.why());
    }

    /** Tells the rules what an operator wants, and the operator, in time, what came of it. */
    CompletionStage<ActionResult> ask(Action action) {
        return ask(action, life);
    }

    /** The same, on the ground of an earlier life: what has happened since was done to get there. */
    CompletionStage<ActionResult> ask(Action action, Life before) {
        return asked(
                action,
                before,
                switch (action) {
                    case START -> rules.startAsked(life, now());
                    case STOP -> rules.stopAsked(life, now());
                    case RESTART -> rules.restartAsked(life, now());
                });
    }

    private CompletionStage<ActionResult> asked(Action action, Life before, Step step) {
        happen(step);
        boolean changed = before.state() != life.state() || before.wanted() != life.wanted();
        Waiter waiter = new Waiter(action, before, changed);
        if (!waiter.settledBy(this)) {
            waiters.add(waiter);
        }
        return waiter.result();
    }

    /** What only a new launch can change has changed. */
    CompletionStage<ActionResult> restart(Reason why) {
        return asked(Action.RESTART, life, rules.restart(life, why, now()));
    }

    /** The supervisor begins to keep it: it is started, or waits for the time that its schedule says. */
    CompletionStage<ActionResult> begin() {
        return asked(Action.START, life, appointments().begun(life, now()));
    }

    /** The supervisor keeps it no longer: it is stopped, and its schedule does not count any more. */
    CompletionStage<ActionResult> end() {
        happen(appointments().retired(life));
        return ask(Action.STOP);
    }

    /** What lives of it was found to hold so much memory. */
    void weighs(long bytes) {
        happen(new Weight(rules).weighed(life, life.turn(), bytes, now(), dice()));
    }

    /** Nobody asked it for anything for as long as it may rest then. */
    void idle() {
        happen(rules.idle(life, now()));
    }

    /** A request has come for it. */
    void demanded() {
        happen(rules.demanded(life, now()));
    }

    void respecify(Lifecycle next) {
        Path pidFile = rules.spec().pidFile();
        boolean moves = !next.spec().needsRestartFrom(whole.spec());
        whole = next;
        rules = next.in(slot);
        printed.writeTo(rules.spec());
        if (!other) {
            rolledBack = Optional.empty();
        }
        happen(appointments().respecified(life, now()));
        if (moves && !spare && !rules.spec().pidFile().equals(pidFile)) {
            movePidFile(rules.spec().pidFile());
        }
    }

    /** The same, if they are other rules. */
    void follow(Lifecycle next) {
        if (!whole.equals(next)) {
            respecify(next);
        }
    }

    /** What was launched takes the place of another, and with that its pid file, which is moved away before. */
    void takesOverFrom(Keeper old) {
        spare = false;
        old.movePidFile(old.hiddenPidFile())
                .thenRunAsync(() -> movePidFile(rules.spec().pidFile()), outside.loop());
    }

    private CompletionStage<Void> movePidFile(Path to) {
        return launches.rename(
                rules.spec(),
                to,
                notes(),
                why -> Logs.UPKEEP.warn("Process {}: its pid file cannot be {}: {}", id(), to, why));
    }

    private Path hiddenPidFile() {
        Path file = rules.spec().pidFile();
        return file.resolveSibling("." + file.getFileName() + "." + launch);
    }

    /** What runs goes on under the id of these rules; if it cannot, it is launched anew under it. */
    void rename(Lifecycle next) {
        respecify(next);
        int turn = life.turn();
        launches.rename(rules.spec(), rules.spec().pidFile(), notes(), why -> notRenamed(turn, why));
    }

    private void notRenamed(int turn, String why) {
        if (turn == life.turn()) {
            replace(new Reason("NotRenamed", "Being launched anew: it cannot go on under another id: " + why));
        }
    }

    private Appointments appointments() {
        return new Appointments(rules);
    }

    /** Tells the rules what stands in the way of a launch now, if anything does. */
    void needs(Optional<Hindrance> hindrance) {
        happen(rules.needsChanged(life, hindrance, now()));
    }

    /** Has it launched anew, if it runs, for a reason that is no failure of its own. */
    void replace(Reason why) {
        happen(rules.replace(life, why, now()));
    }

    /** Has it launched anew for this reason, also if it has ended and should not have. */
    void renew(Reason why) {
        happen(rules.renew(life, why, now()));
    }

    /** A later version did not work. What lives of an earlier one tells the next supervisor so, too. */
    void wasRolledBack(RolledBack back) {
        rolledBack = Optional.of(back);
        if (isAsDescribed() && !spare) {
            movePidFile(rules.spec().pidFile());
        }
    }

    /** Has it launched anew, now that it has its earlier rules again. */
    void rollBack(RolledBack back) {
        rolledBack = Optional.of(back);
        if (life.wanted()) {
            happen(rules.relaunch(life, new Reason("RolledBack", "Rolled back"), now()));
        }
    }

    /** The one door through which a life changes. */
    private void happen(Step happened) {
        Life before = life;
        Step step = appointments().follow(before, happened, now());
        life = step.life();
        inquiries.keepOnly(life.vigils());
        step.effects().forEach(effect -> effect.on(this));
        if (life.state() == State.STOPPING) {
            companion.giveUp();
        }
        company.changed(this, before);
        tellWhoWaits();
    }

    /** Whoever is told may ask for more at once, and so wait anew. */
    private void tellWhoWaits() {
        for (Waiter waiter : List.copyOf(waiters)) {
            if (waiter.settledBy(this)) {
                waiters.remove(waiter);
            }
        }
    }

    @Override
    public void launch(int turn) {
        launch = company.nextLaunch();
        if (other) {
            other = false;
            rolledBack = Optional.empty();
        }
        description = whole.spec().fingerprint();
        if (takesPort()) {
            Path pidFile = spare ? hiddenPidFile() : rules.spec().pidFile();
            launches.launch(turn, rules.spec(), pidFile, number, rules.watches().awaitedLine(), notes());
        } else {
            Ports none = whole.spec().givenPorts().orElse(Ports.AUTO);
            outside.loop().execute(() -> launchFailed(turn, "port: " + none + ": none is free"));
        }
    }

    /** Whether there is a port for the launch, if it needs one. */
    private boolean takesPort() {
        givesPortBack();
        Optional<Ports> ports = whole.spec().givenPorts();
        OptionalInt port = ports.map(outside.ports()::take).orElse(OptionalInt.of(0));
        listensOn(port.orElse(0));
        return port.isPresent();
    }

    private void listensOn(int port) {
        slot = new Slot(number, port);
        rules = whole.in(slot);
    }

    private void givesPortBack() {
        if (slot.port() != 0) {
            outside.ports().giveBack(slot.port());
            listensOn(0);
        }
    }

    private Map<String, String> notes() {
        return Notes.of(whole.spec(), fingerprint(), rules.spec(), slot.port(), life, rolledBack);
    }

    /** To take one takes longer than all else that is done here before a launch. */
    private String fingerprint() {
        ProcessSpec spec = whole.spec();
        if (fingerprint.filter(taken -> taken.of() == spec).isEmpty()) {
            fingerprint = Optional.of(new Taken(spec, spec.fingerprint()));
        }
        return fingerprint.orElseThrow().text();
    }

    @Override
    public void launched(int turn, LiveProcess process) {
        Logs.started(id(), process.pid(), rules.spec().command().program());
        happen(rules.launched(life, turn, process.pid(), now()));
    }

    @Override
    public void launchFailed(int turn, String why) {
        happen(rules.launchFailed(life, turn, why, now(), dice()));
    }

    @Override
    public void exited(int turn, Exit exit) {
        happen(rules.exited(life, turn, exit, now(), dice()));
    }

    @Override
    public void gone(int turn) {
        givesPortBack();
        happen(rules.gone(life, turn, now()));
    }

    /** Takes over what an earlier supervisor has left, and does with it what the rules say; called before any launch. */
    void adopt(Orphan orphan, Optional<Path> logFile) {
        launch = company.nextLaunch();
        launches.take(orphan, logFile, rules.spec().log());
        Notes notes = Notes.in(orphan.notes());
        listensOn(notes.port());
        outside.ports().keep(notes.port());
        Moment now = now();
        Moment then = new Moment(now.nanos() - orphan.age().toNanos(), orphan.launched());
        other = orphan.isAlive() && Orphans.isOther(whole.spec(), notes);
        description = notes.fingerprint().orElseGet(whole.spec()::fingerprint);
        rolledBack = Orphans.rolledBack(whole.spec(), notes).filter(back -> other);
        Logs.adopted(orphan, rules.spec().enabled());
        rolledBack.ifPresent(back -> Logs.rolledBackEarlier(id(), back));
        happen(
                orphan.isAlive()
                        ? rules.adopted(life, orphan.pid(), then, notes.restarts(), now)
                        : rules.remained(life, notes.restarts(), now));
        launches.followTaken(id(), life.turn());
        Orphans.reasonToReplace(whole.spec(), notes).ifPresent(why -> happen(rules.replace(life, why, now())));
    }

    @Override
    public void tell(Signal signal) {
        launches.signal(signal);
    }

    @Override
    public void wake(int number, Duration after) {
        if (after.isZero()) {
            woke(number);
        } else {
            outside.timers().after(after, () -> woke(number));
        }
    }

    private void woke(int number) {
        outside.loop().execute(() -> happen(rules.woke(life, number, now())));
    }

    /** What was to take its place has not become ready; that may be tried again. */
    void mayBeReplaced() {
        happen(appointments().mayBeReplaced(life, now()));
    }

    @Override
    public void replaceAside(Reason why) {
        outside.loop().execute(() -> company.replace(this, why));
    }

    /** Not before everybody knows that it is not ready any more. */
    @Override
    public void drain(int number, Duration longest) {
        outside.loop().execute(() -> company.drain(this, longest).thenRun(() -> woke(number)));
    }

    @Override
    public void look(Duration after) {
        look.cancel();
        look = outside.timers().after(after, () -> outside.loop().execute(this::look));
    }

    private void look() {
        happen(appointments().armed(appointments().looked(life, now(), dice()), now()));
    }

    @Override
    public void ask(int number, Watch watch) {
        inquiries.ask(number, watch, life.pid(), result -> outside.loop().execute(() -> probed(number, watch, result)));
    }

    private void probed(int number, Watch watch, ProbeResult result) {
        if (!watch.once() && life.vigils().isWaitingFor(number)) {
            boolean late = result.took().compareTo(watch.check().timeout()) >= 0;
            company.checked(this, result, late && !result.passed());
        }
        happen(rules.probed(life, number, result, now(), dice()));
    }

    private Moment now() {
        return outside.ticker().now();
    }

    private double dice() {
        return outside.dice().getAsDouble();
    }
}
