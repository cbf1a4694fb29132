package dev.upkeep.internal.order;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.process.ProcessId;
import dev.upkeep.process.State;
import dev.upkeep.restart.RestartPolicy;
import dev.upkeep.spec.Dependencies;
import dev.upkeep.spec.Dependencies.Condition;
import dev.upkeep.spec.ProcessSpec;
import dev.upkeep.spec.ProcessSpecBuilder;
import java.util.List;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class OrderTest {
    private static final ProcessId WEB = new ProcessId("web");
    private static final ProcessId API = new ProcessId("api");
    private static final ProcessId DB = new ProcessId("db");

    private final Crowd crowd = new Crowd(List.of(
            spec("web", p -> p.dependsOn(Dependencies.on("api"))),
            spec("api", p -> p.dependsOn(Dependencies.on("db"))),
            spec("db", p -> p)));

    @Test
    void whatIsNeededIsStartedFirstAndTheRestWaitsWithASentence() {
        crowd.start(WEB);
        assertThat(crowd.launching()).containsExactly(DB);
        assertThat(crowd.life(API).state()).isEqualTo(State.STARTING);
        assertThat(crowd.life(API).reason().sentence()).isEqualTo("Waiting for db to be ready");
        assertThat(crowd.life(WEB).reason().sentence()).isEqualTo("Waiting for api to be ready");
        crowd.launchAll();
        assertThat(crowd.launched()).containsExactly(DB, API, WEB);
    }

    @Test
    void allThatAreMissingAreNamed() {
        Crowd two = new Crowd(List.of(
                spec("db", p -> p),
                spec("job", p -> p.restartPolicy(onFailure())),
                spec("api", p -> p.dependsOn(Dependencies.on("db").and("job", Condition.COMPLETED)))));
        two.start(API);
        assertThat(two.life(API).reason().sentence()).isEqualTo("Waiting for db to be ready, job to complete");
    }

    @Test
    void aStoppedDependencyIsNamedAndItsStartLetsThemGoOn() {
        crowd.start(WEB);
        crowd.stop(DB);
        crowd.launch(DB);
        crowd.end(DB, 143);
        assertThat(crowd.life(DB).state()).isEqualTo(State.STOPPED);
        assertThat(crowd.life(API).state()).isEqualTo(State.FAILED);
        assertThat(crowd.life(API).reason().sentence()).isEqualTo("Needs db, which is stopped");
        assertThat(crowd.life(WEB).reason().sentence())
                .isEqualTo("Needs api, which has failed: Needs db, which is stopped");
        crowd.start(DB);
        assertThat(crowd.life(WEB).state()).isEqualTo(State.STARTING);
        crowd.launchAll();
        assertThat(crowd.life(WEB).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void whoWaitsAndIsStoppedIsNotLaunchedLater() {
        crowd.start(WEB);
        crowd.stop(API);
        assertThat(crowd.life(API).state()).isEqualTo(State.STOPPED);
        crowd.launchAll();
        assertThat(crowd.launched()).containsExactly(DB);
        assertThat(crowd.life(WEB).reason().sentence()).isEqualTo("Needs api, which is stopped");
    }

    @Test
    void whoRunsGoesOnWhenWhatItNeedsEnds() {
        crowd.start(WEB);
        crowd.launchAll();
        crowd.end(DB, 1);
        assertThat(crowd.life(API).state()).isEqualTo(State.RUNNING);
        assertThat(crowd.life(DB).state()).isEqualTo(State.BACKOFF);
    }

    @Test
    void aGoodEndIsAllThatCanBeAskedOfAJob() {
        Crowd jobs = new Crowd(List.of(
                spec("job", p -> p.restartPolicy(onFailure())),
                spec("api", p -> p.dependsOn(Dependencies.NONE.and("job", Condition.COMPLETED))),
                spec("web", p -> p.dependsOn(Dependencies.on("job", "api")))));
        jobs.start(WEB);
        jobs.launch(new ProcessId("job"));
        assertThat(jobs.launching()).isEmpty();
        jobs.end(new ProcessId("job"), 0);
        jobs.launchAll();
        assertThat(jobs.launched()).endsWith(API, WEB);
    }

    @Test
    void aJobThatFailsIsNamedWithItsReason() {
        Crowd jobs = new Crowd(List.of(
                spec(
                        "job",
                        p -> p.restartPolicy(RestartPolicy.builder()
                                .condition(RestartPolicy.Condition.NEVER)
                                .build())),
                spec("api", p -> p.dependsOn(Dependencies.NONE.and("job", Condition.COMPLETED)))));
        jobs.start(API);
        jobs.launchAll();
        jobs.end(new ProcessId("job"), 3);
        assertThat(jobs.life(API).state()).isEqualTo(State.FAILED);
        assertThat(jobs.life(API).reason().sentence())
                .startsWith("Needs job, which has failed: Exited with code 3 after ");
        jobs.start(API);
        assertThat(jobs.launching()).containsExactly(new ProcessId("job"));
    }

    @Test
    void aRestartTakesOnlyThoseAlongWhoAskedForIt() {
        Crowd three = new Crowd(List.of(
                spec("db", p -> p),
                spec("api", p -> p.dependsOn(Dependencies.on("db").restarting())),
                spec("web", p -> p.dependsOn(Dependencies.on("db")))));
        three.start(API);
        three.start(WEB);
        three.launchAll();
        assertThat(three.life(API).state()).isEqualTo(State.RUNNING);
        three.stop(DB);
        three.end(DB, 143);
        assertThat(three.life(API).state()).isEqualTo(State.RUNNING);
        three.start(DB);
        three.launchAll();
        assertThat(three.life(API).state()).isEqualTo(State.STOPPING);
        assertThat(three.life(API).wanted()).isTrue();
        assertThat(three.life(WEB).state()).isEqualTo(State.RUNNING);
    }

    @Test
    void theirOrderIsThatOfTheFileWhereNobodyNeedsAnother() {
        Order order = new Crowd(List.of(spec("b", p -> p), spec("a", p -> p), spec("c", p -> p))).order();
        assertThat(order.dependenciesFirst()).extracting(ProcessId::value).containsExactly("b", "a", "c");
        assertThat(order.dependentsFirst(order.dependenciesFirst()))
                .extracting(ProcessId::value)
                .containsExactly("c", "a", "b");
    }

    @Test
    void aChainAsLongAsAFileIsNoTrouble() {
        int length = 2000;
        Crowd chain = new Crowd(IntStream.range(0, length)
                .mapToObj(i -> spec("p" + i, p -> i == length - 1 ? p : p.dependsOn(Dependencies.on("p" + (i + 1)))))
                .toList());
        chain.start(new ProcessId("p0"));
        chain.launch(new ProcessId("p" + (length - 1)));
        assertThat(chain.launching()).extracting(ProcessId::value).containsExactly("p" + (length - 2));
    }

    private static RestartPolicy onFailure() {
        return RestartPolicy.builder()
                .condition(RestartPolicy.Condition.ON_FAILURE)
                .build();
    }

    private static ProcessSpec spec(String id, UnaryOperator<ProcessSpecBuilder> details) {
        return details.apply(ProcessSpec.builder(new ProcessId(id)).command("node"))
                .build();
    }
}
