package dev.upkeep.internal.lifecycle;

import dev.upkeep.process.Exit;
import dev.upkeep.process.Moment;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Signal;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpecBuilder;
import dev.upkeep.spi.Timers.Pending;
import dev.upkeep.testing.ManualTime;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;

/**
 * One process that is kept by the rules, over time that a test advances. It is launched at once, and ends when it is asked to.
 * The clock on the wall can be set.
 */
final class Kept implements Effect.Hands {
    final List<Instant> launches = new ArrayList<>();
    Life life;

    private final ManualTime time = new ManualTime();
    private Duration wall = Duration.ZERO;
    private Lifecycle rules;
    private Pending look = () -> {};

    Kept(UnaryOperator<ProcessSpecBuilder> details) {
        rules = rules(details);
        life = Life.begin(rules.spec().enabled(), now());
    }

    static Lifecycle rules(UnaryOperator<ProcessSpecBuilder> details) {
        ProcessSpecBuilder spec = ProcessSpec.builder(new ProcessId("job")).command("backup");
        return new Lifecycle(details.apply(spec).build(), Watches.NONE);
    }

    Moment now() {
        Moment now = time.now();
        return new Moment(now.nanos(), now.wall().plus(wall));
    }

    /** Sets the clock on the wall, as an administrator would; no time passes. */
    void setClock(String instant) {
        wall = wall.plus(Duration.between(now().wall(), Instant.parse(instant)));
    }

    void passes(Duration span) {
        time.advance(span);
    }

    int waiting() {
        return time.pending();
    }

    void begins() {
        happen(appointments().begun(life, now()));
    }

    void isRetired() {
        happen(appointments().retired(life));
    }

    void isStopped() {
        happen(rules.stopAsked(life, now()));
    }

    void isStarted() {
        happen(rules.startAsked(life, now()));
    }

    void exits(int code) {
        int turn = life.turn();
        happen(rules.exited(life, turn, new Exit.Code(code), now(), 0));
        happen(rules.gone(life, turn, now()));
    }

    void weighs(long bytes) {
        happen(new Weight(rules).weighed(life, life.turn(), bytes, now(), 0));
    }

    void respecified(UnaryOperator<ProcessSpecBuilder> details) {
        rules = rules(details);
        happen(appointments().respecified(life, now()));
    }

    private Appointments appointments() {
        return new Appointments(rules);
    }

    private void happen(Step happened) {
        Step step = appointments().follow(life, happened, now());
        life = step.life();
        step.effects().forEach(effect -> effect.on(this));
    }

    @Override
    public void launch(int turn) {
        launches.add(now().wall());
        happen(rules.launched(life, turn, 4711, now()));
    }

    @Override
    public void tell(Signal signal) {
        exits(143);
    }

    @Override
    public void wake(int number, Duration after) {
        time.after(after, () -> happen(rules.woke(life, number, now())));
    }

    @Override
    public void look(Duration after) {
        look.cancel();
        look = time.after(
                after, () -> happen(appointments().armed(appointments().looked(life, now(), 0), now())));
    }

    @Override
    public void ask(int number, Watch watch) {
        throw new AssertionError("nothing is probed here");
    }
}
