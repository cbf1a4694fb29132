package dev.upkeep.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.upkeep.route.Failure.Kind;
import dev.upkeep.route.Retries.Past;
import dev.upkeep.route.Retries.Retry;
import dev.upkeep.route.Retries.Retry.Again;
import dev.upkeep.route.Retries.Retry.GiveUp;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RetriesTest {
    @ParameterizedTest
    @CsvSource({"1, 10", "2, 20", "3, 40", "4, 80", "5, 160", "6, 320", "7, 320", "100, 320"})
    void whatWasNotSentToAProcessIsTriedAgainWithGrowingPauses(int unsent, long millis) {
        Retry retry = decide(Kind.UNSENT, true, "POST", new Past(unsent, 0, 0), true);

        assertThat(retry).isEqualTo(new Again(Duration.ofMillis(millis)));
    }

    @ParameterizedTest
    @CsvSource({"3, true", "4, false"})
    void whatWasNotSentToAPlainTargetIsTriedAgainThreeTimes(int unsent, boolean again) {
        Retry retry = decide(Kind.UNSENT, true, "POST", new Past(unsent, 0, 0), false);

        assertThat(retry instanceof Again).isEqualTo(again);
    }

    @ParameterizedTest
    @CsvSource({
        "GET, 1, true",
        "HEAD, 3, true",
        "OPTIONS, 3, true",
        "GET, 4, false",
        "POST, 1, false",
        "PUT, 1, false",
        "DELETE, 1, false",
        "PATCH, 1, false",
        "get, 1, false",
    })
    void whatWentUnansweredIsTriedAgainIfItIsSafe(String method, int unanswered, boolean again) {
        Retry retry = decide(Kind.UNANSWERED, true, method, new Past(0, unanswered, 0), true);

        assertThat(retry).isEqualTo(again ? new Again(Duration.ofMillis(100L * (unanswered - 1))) : new GiveUp());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void nothingIsTriedAgainThatCannotBeSentAgain(Kind kind) {
        assertThat(decide(kind, false, "GET", new Past(1, 1, 0), true)).isEqualTo(new GiveUp());
    }

    @ParameterizedTest
    @EnumSource(Kind.class)
    void nothingIsTriedAgainThatMetTwoDeaths(Kind kind) {
        assertThat(decide(kind, true, "GET", new Past(1, 2, 2), true)).isEqualTo(new GiveUp());
    }

    @ParameterizedTest
    @ValueSource(strings = {"TIMED_OUT", "BROKEN", "OVERLOADED"})
    void otherFailuresAreFinal(Kind kind) {
        assertThat(decide(kind, true, "GET", Past.NONE, true)).isEqualTo(new GiveUp());
    }

    @Test
    void thePastCountsWhatCanBeTriedAgain() {
        Past past = Past.NONE;
        for (Kind kind : Kind.values()) {
            past = past.with(kind);
        }

        assertThat(past.withDeath()).isEqualTo(new Past(1, 1, 1));
        assertThat(past.withDeath().isDeadly()).isFalse();
        assertThat(past.withDeath().withDeath().isDeadly()).isTrue();
    }

    private static Retry decide(Kind kind, boolean repeatable, String method, Past past, boolean managed) {
        return Retries.decide(new Failure(kind, repeatable, "no"), method, past, managed);
    }
}
