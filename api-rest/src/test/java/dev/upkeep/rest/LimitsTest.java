package dev.upkeep.rest;

import static java.util.concurrent.CompletableFuture.completedStage;
import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.ActionResult;
import dev.upkeep.ReloadResult;
import dev.upkeep.rest.Asked.Answered;
import dev.upkeep.rest.access.Access;
import java.time.Duration;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** How often something may be tried or done, on a clock of the test's own. */
class LimitsTest {
    private final VirtualTime time = new VirtualTime();
    private final ScriptedUpkeep upkeep = new ScriptedUpkeep().with(Statuses.running("api"), Statuses.running("mail"));
    private final ManagementApi api = ManagementApi.builder(upkeep, Access.token(Asked.TOKEN))
            .time(time, time)
            .build();

    LimitsTest() {
        upkeep.outcome = completedStage(
                new ActionResult(ActionResult.Outcome.REACHED, true, Optional.of(upkeep.processes.get(0)), "done"));
        upkeep.reloaded = completedStage(new ReloadResult.Impossible("made in code"));
    }

    @Test
    void fiveWrongTokensThenOneInTwelveSeconds() {
        for (int i = 0; i < 5; i++) {
            assertThat(wrong("127.0.0.1").status()).isEqualTo(401);
        }
        Answered refused = wrong("127.0.0.1");
        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.code()).isEqualTo("rate-limited");
        assertThat(refused.headers()).containsEntry("Retry-After", "12");
        time.pass(Duration.ofSeconds(12));
        assertThat(wrong("127.0.0.1").status()).isEqualTo(401);
        assertThat(wrong("127.0.0.1").status()).isEqualTo(429);
    }

    @Test
    void oneAddressDoesNotKeepOutAnotherNorWhoeverHasTheToken() {
        for (int i = 0; i < 9; i++) {
            wrong("127.0.0.1");
        }
        assertThat(wrong("10.0.0.7").status()).isEqualTo(401);
        assertThat(Asked.get("/api/processes").of(api).status()).isEqualTo(200);
    }

    @Test
    void whoSendsNoTokenHasNotFailed() {
        for (int i = 0; i < 20; i++) {
            assertThat(Asked.get("/api/processes")
                            .header("authorization")
                            .of(api)
                            .status())
                    .isEqualTo(401);
        }
    }

    @Test
    void addressesAreForgottenBeforeTheyFillTheMemory() {
        for (int i = 0; i < 6; i++) {
            wrong("127.0.0.1");
        }
        for (int i = 0; i < 1024; i++) {
            wrong("10.0." + i / 256 + "." + i % 256);
        }
        assertThat(wrong("127.0.0.1").status()).isEqualTo(401);
    }

    @Test
    void oneProcessIsNotStartedAllTheTimeButCanAlwaysBeStopped() {
        for (int i = 0; i < 10; i++) {
            assertThat(post("/api/processes/api/restart").status()).isEqualTo(200);
        }
        assertThat(post("/api/processes/api/start").code()).isEqualTo("rate-limited");
        assertThat(post("/api/processes/mail/start").status()).isEqualTo(200);
        for (int i = 0; i < 100; i++) {
            assertThat(post("/api/processes/api/stop").status()).isEqualTo(200);
        }
        time.pass(Duration.ofSeconds(2));
        assertThat(post("/api/processes/api/start").status()).isEqualTo(200);
        assertThat(post("/api/processes/api/start").status()).isEqualTo(429);
    }

    @Test
    void norIsTheFileReadAllTheTime() {
        for (int i = 0; i < 10; i++) {
            assertThat(post("/api/processes/reload").status()).isEqualTo(409);
        }
        assertThat(post("/api/processes/reload").status()).isEqualTo(429);
    }

    @Test
    void allTogetherHaveALimitToo() {
        for (int i = 0; i < 50; i++) {
            assertThat(post("/api/processes/p" + i % 25 + "/start").status()).isEqualTo(404);
        }
        assertThat(post("/api/processes/api/start").status()).isEqualTo(429);
        time.pass(Duration.ofSeconds(1));
        assertThat(post("/api/processes/api/start").status()).isEqualTo(200);
    }

    private Answered wrong(String address) {
        return Asked.get("/api/processes")
                .header("authorization", "Bearer wrong-wrong-wrong-wrong")
                .from(address)
                .of(api);
    }

    private Answered post(String target) {
        return Asked.post(target).of(api);
    }
}
