package dev.upkeep.internal.lifecycle;

import dev.upkeep.health.Health;
import dev.upkeep.health.Probe;
import dev.upkeep.health.ProbeResult;
import dev.upkeep.health.Spread;
import dev.upkeep.health.Tally;
import dev.upkeep.process.Moment;
import dev.upkeep.process.ProcessId;
import dev.upkeep.process.Reason;
import dev.upkeep.process.State;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The part of the rules that watches what lives: who is asked when, and whether it may be sent traffic after an answer.
 * That it must not go on is decided by {@link Lifecycle}.
 *
 * @param id of the process, which has a place of its own among all who are asked
 * @param watches who stands at which post
 */
record Guard(ProcessId id, Watches watches) {
    /** Begins to watch what lives: it is ready when the watch says so, or now if nobody watches. */
    Step posted(Change alive, Reason ready, Function<Probe, Reason> waiting, Moment now) {
        watches.readiness()
                .map(watch -> waiting.apply(watch.check().probe()))
                .ifPresentOrElse(
                        why -> alive.to(State.STARTING, why, now),
                        () -> alive.to(State.RUNNING, ready, now).ready(true));
        return asks(alive, watches.posts());
    }
    /** Asks at these posts. */
    Step asks(Change change, Stream<Post> posts) {
        List<Effect> asks = new ArrayList<>();
        posts.forEach(post ->
                watches.at(post).ifPresent(watch -> asks.add(new Effect.Ask(change.awaitProbe(post), watch))));
        return new Step(change.done(), asks);
    }
    /**
     * Says what an answer means for traffic, and when the next question is due.
     *
     * @param change with the answer taken down at its post
     */
    Step heard(Life life, Change change, Post post, Watch watch, ProbeResult result, Moment now) {
        weigh(life, change, post, watch, result, now);
        return watch.once() && change.vigils().at(post).is(Health.HEALTHY)
                ? Step.to(change.atRest(post).done())
                : again(change, post, watch, life.vigils().at(post).tally());
    }

    /** What is ready is asked at its place, so that a reload does not have everything asked at once. */
    Step anew(Life life, Moment now) {
        Change change = life.change();
        List<Effect> effects = new ArrayList<>();
        for (Post post : Post.values()) {
            watches.at(post)
                    .ifPresentOrElse(
                            watch -> effects.addAll(anew(life, change, post, watch)), () -> change.deserted(post));
        }
        if (watches.readiness().isEmpty() && isFit(life, change.vigils())) {
            change.to(State.RUNNING, Reasons.RUNNING, now).ready(true);
        }
        return new Step(change.done(), effects);
    }

    private List<Effect> anew(Life life, Change change, Post post, Watch watch) {
        if (watch.once() && life.ready()) {
            change.atRest(post);
            return List.of();
        }
        int number = change.awaitProbe(post);
        return List.of(life.ready() ? new Effect.Wake(number, place(post, watch)) : new Effect.Ask(number, watch));
    }
    /** Whether it may be sent traffic after this answer, and why. */
    private void weigh(Life life, Change change, Post post, Watch watch, ProbeResult result, Moment now) {
        Vigil vigil = change.vigils().at(post);
        if (isFit(life, change.vigils())) {
            if (post == Post.READINESS && result.passed() || !life.ready()) {
                change.to(State.RUNNING, Reasons.ready(result.detail()), now).ready(true);
            }
        } else if (post == Post.READINESS || vigil.is(Health.UNHEALTHY)) {
            String seen = Reasons.soFar(result, watch.check(), vigil.tally());
            change.ready(false).because(Reasons.notReady(life.state(), watch.restarts(), seen));
        }
    }
    /** What readiness does not know yet is as it was; what does not live is not ready, even if it may not be restarted. */
    private boolean isFit(Life life, Vigils vigils) {
        boolean admitted = watches.readiness().isEmpty()
                || switch (vigils.readiness().tally().verdict()) {
                    case HEALTHY -> true;
                    case UNKNOWN -> life.ready();
                    case UNHEALTHY -> false;
                };
        return admitted && (watches.liveness().isEmpty() || !vigils.liveness().is(Health.UNHEALTHY));
    }
    /** The next probe, after the pause that the tally calls for; who was just well for the first time gets its place. */
    private Step again(Change change, Post post, Watch watch, Tally before) {
        Tally tally = change.vigils().at(post).tally();
        boolean settles = before.starting() && !tally.starting();
        Effect wake =
                new Effect.Wake(change.awaitProbe(post), settles ? place(post, watch) : tally.next(watch.check()));
        return Step.to(change.done(), wake);
    }

    private Duration place(Post post, Watch watch) {
        return Spread.first(id + "/" + post, watch.check().interval());
    }
}
