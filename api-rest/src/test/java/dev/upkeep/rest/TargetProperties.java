package dev.upkeep.rest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.rest.Asked.Answered;
import dev.upkeep.rest.access.Access;
import dev.upkeep.rest.internal.problem.Problem;
import dev.upkeep.rest.internal.problem.Refused;
import java.util.concurrent.CompletableFuture;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever a client sends, it gets an answer, and the answer is not that we have a bug. */
class TargetProperties {
    private final ScriptedUpkeep upkeep = new ScriptedUpkeep().with(Statuses.running("api"));
    private final ManagementApi api = ManagementApi.of(upkeep, Access.token(Asked.TOKEN));

    @Property
    void anyTargetIsAnswered(@ForAll String target) {
        assertAnswered(Asked.get(target));
    }

    @Property
    void anyTargetThatResemblesOursIsAnswered(@ForAll("pieces") String target, @ForAll("methods") String method) {
        upkeep.outcome = CompletableFuture.failedStage(new Refused(Problem.notFound()));
        upkeep.reloaded = CompletableFuture.failedStage(new Refused(Problem.notFound()));

        assertAnswered(Asked.with(method, target));
    }

    @Property
    void anyHeadersAreAnswered(@ForAll String host, @ForAll String credentials, @ForAll String origin) {
        assertAnswered(Asked.get("/api/processes").header("host", host));
        assertAnswered(Asked.get("/api/processes").header("authorization", credentials));
        assertAnswered(Asked.get("/api/processes").header("origin", origin));
        assertAnswered(Asked.get("/api/processes").header("sec-fetch-site", origin));
    }

    private void assertAnswered(Asked asked) {
        Answered answer = asked.of(api);
        assertThat(answer.status()).isBetween(200, 429);
        assertThat(answer.headers()).containsKeys("Content-Type", "Cache-Control");
    }

    @Provide
    Arbitrary<String> pieces() {
        return Arbitraries.of(
                        "/",
                        "api",
                        "/api",
                        "/processes",
                        "/reload",
                        "/start",
                        "/stop",
                        "/logs",
                        "?",
                        "lines=",
                        "&",
                        "=",
                        "1",
                        "all",
                        "health",
                        ".",
                        "..",
                        "%",
                        "%2f",
                        "%00",
                        "%zz",
                        ";",
                        "\\",
                        "-",
                        "_",
                        " ",
                        "é",
                        "\ud800",
                        "\n")
                .list()
                .ofMaxSize(8)
                .map(list -> String.join("", list));
    }

    @Provide
    Arbitrary<String> methods() {
        return Arbitraries.of("GET", "HEAD", "POST", "OPTIONS", "PUT", "TRACE", "get", "", "\n");
    }
}
