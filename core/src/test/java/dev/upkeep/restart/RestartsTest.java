package dev.upkeep.restart;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.upkeep.process.Exit;
import dev.upkeep.process.Moment;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RestartsTest {
    private static final Moment NOW = new Moment(0, Instant.EPOCH);

    @ParameterizedTest
    @CsvSource({"0, 1000", "1, 2000", "2, 4000", "3, 5000", "9, 5000"})
    void theDelayGrowsUpToItsMaximum(int used, long millis) {
        RestartPolicy policy = RestartPolicy.builder()
                .maxAttempts(10)
                .delay(Duration.ofSeconds(1))
                .multiplier(2)
                .maxDelay(Duration.ofSeconds(5))
                .build();
        assertThat(delayAfter(policy, used, 0.5)).isEqualTo(Duration.ofMillis(millis));
    }

    @Test
    void jitterAddsItsShareAtMost() {
        RestartPolicy policy =
                RestartPolicy.builder().delay(Duration.ofSeconds(1)).jitter(0.5).build();
        assertThat(delayAfter(policy, 0, 0)).isEqualTo(Duration.ofMillis(1000));
        assertThat(delayAfter(policy, 0, 1)).isEqualTo(Duration.ofMillis(1500));
    }

    @Test
    void attemptsOutsideOfTheWindowAreForgotten() {
        RestartPolicy policy = RestartPolicy.builder()
                .maxAttempts(2)
                .window(Duration.ofMinutes(1))
                .build();
        Attempts used = Attempts.NONE.plus(NOW, policy).plus(NOW.plus(Duration.ofSeconds(50)), policy);
        assertThat(decide(policy, used, NOW.plus(Duration.ofSeconds(59)))).isInstanceOf(RestartDecision.GivenUp.class);
        assertThat(decide(policy, used, NOW.plus(Duration.ofSeconds(61)))).isInstanceOf(RestartDecision.Again.class);
    }

    @Test
    void withoutALimitItNeverGivesUpAndRemembersBoundedly() {
        RestartPolicy policy =
                RestartPolicy.builder().maxAttempts(RestartPolicy.UNLIMITED).build();
        Attempts attempts = Attempts.NONE;
        for (int i = 0; i < 1000; i++) {
            RestartDecision decision = decide(policy, attempts, NOW);
            assertThat(decision).isInstanceOf(RestartDecision.Again.class);
            attempts = ((RestartDecision.Again) decision).attempts();
        }
        assertThat(attempts.used()).isLessThan(100);
    }

    @Test
    void aSuccessExitCodeIsAGoodEndOnFailureOnly() {
        RestartPolicy.Builder policy = RestartPolicy.builder().successExitCodes(Set.of(0, 143));
        Exit exit = new Exit.Code(143);
        assertThat(Restarts.afterExit(policy.build(), exit, Duration.ZERO, Attempts.NONE, NOW, 0))
                .isInstanceOf(RestartDecision.Again.class);
        policy.condition(RestartPolicy.Condition.ON_FAILURE);
        assertThat(Restarts.afterExit(policy.build(), exit, Duration.ZERO, Attempts.NONE, NOW, 0))
                .isInstanceOf(RestartDecision.Finished.class);
    }

    @Test
    void aPolicyNamesTheNumberThatIsOutOfRange() {
        assertThatThrownBy(() -> RestartPolicy.builder().jitter(2).build())
                .hasMessage("jitter: 2.0 (expected: 0 to 1)");
    }

    private static Duration delayAfter(RestartPolicy policy, int used, double dice) {
        Attempts attempts = Attempts.NONE;
        for (int i = 0; i < used; i++) {
            attempts = attempts.plus(NOW, policy);
        }
        RestartDecision decision = Restarts.afterExit(policy, new Exit.Code(1), Duration.ZERO, attempts, NOW, dice);
        return ((RestartDecision.Again) decision).after();
    }

    private static RestartDecision decide(RestartPolicy policy, Attempts attempts, Moment now) {
        return Restarts.afterExit(policy, new Exit.Code(1), Duration.ZERO, attempts, now, 0);
    }
}
